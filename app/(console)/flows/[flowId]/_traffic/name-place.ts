import type { Graph } from '@/app/_features/flow/graph/graph';
import { isKnownKind } from '@/app/_features/flow/graph/node-exits';
import { KINDS } from '@/app/_features/flow/graph/node-kinds';

/** Names a place for people: the title of its node or its kind with its id, and the label of its exit. */
export function namePlace(graph: Graph, place: string): string {
  const colon = place.indexOf(':');
  const key = colon < 0 ? place : place.slice(0, colon);
  const card = graph.nodes.find((node) => node.key === key)?.card;
  const node = card
    ? card.title || `${isKnownKind(card.kind) ? KINDS[card.kind].name : 'Node'} ${card.id}`
    : key;
  if (colon < 0) return node;
  const exit = place.slice(colon + 1);
  const label = card?.ports.find(({ name }) => name === exit)?.label;
  return `${node} → ${label || exit}`;
}
