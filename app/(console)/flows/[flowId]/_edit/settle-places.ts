import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { moveNodes } from './move-nodes';

/** Gives every node its drawn place, so that nodes without a position do not move when others change. */
export function settlePlaces(draft: Draft): Draft {
  const { nodes } = toGraph(draft);
  return moveNodes(draft, new Map(nodes.map(({ key, place }) => [key, place])));
}
