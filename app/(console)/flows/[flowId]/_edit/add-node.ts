import type { GraphNode, Place } from '@/app/_features/flow/graph/graph';
import { CARD_WIDTH, cardHeight } from '@/app/_features/flow/graph/lay-out';
import { listEntries, listIds } from '@/app/_features/flow/graph/list-entries';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import type { NodeKind } from '@/server/engine/definition/node';
import { blankNode } from './blank-node';
import { connect, type WireEnd } from './wire-nodes';

const COLUMN = CARD_WIDTH + 80;
const GAP = 40;

/** A draft after nodes were inserted, and the keys of these nodes. */
export type Insertion = { draft: Draft; keys: string[] };

/** Adds a node at a place and connects the exit `from` to it. The first node of a flow is its start. */
export function addNode(draft: Draft, kind: NodeKind, place: Place, from: WireEnd | null = null): Insertion {
  const id = freeId(listIds(draft), kind.replace('-', '_'));
  const nodes: unknown[] = Array.isArray(draft.nodes) ? draft.nodes : [];
  const first = listEntries(draft).length === 0;
  const { exits, ...rest } = blankNode(kind, id);
  const node = { ...rest, position: place, exits };
  const added = { ...draft, ...(first && { start: id }), nodes: [...nodes, node] };
  return { draft: from ? connect(added, from, id) : added, keys: [id] };
}

/** Adds a node to the right of another and connects the first free exit of that one; at the origin when there is none. */
export function addNodeAfter(draft: Draft, kind: NodeKind, after: string | null): Insertion {
  const { nodes } = toGraph(draft);
  const before = nodes.find(({ key }) => key === after);
  if (!before) return addNode(draft, kind, findFree(nodes, { x: 0, y: 0 }));
  const exit = before.card.ports.find(({ target }) => target === null);
  const from = exit ? { key: before.key, exit: exit.name } : null;
  return addNode(draft, kind, findFree(nodes, { x: before.place.x + COLUMN, y: before.place.y }), from);
}

/** An id that is free: the word itself, or with a number appended. */
export function freeId(taken: ReadonlySet<string>, word: string): string {
  const stem = word.replace(/_?\d+$/, '') || word;
  if (!taken.has(word)) return word;
  for (let number = 2; ; number += 1) {
    const id = `${stem.slice(0, 56)}_${String(number)}`;
    if (!taken.has(id)) return id;
  }
}

// The first free place at or below the wanted one.
function findFree(nodes: readonly GraphNode[], { x, y }: Place): Place {
  const column = nodes.filter(({ place }) => Math.abs(place.x - x) < CARD_WIDTH);
  const height = cardHeightOf(column);
  let free = y;
  for (;;) {
    const hit = column.find(
      ({ place, card }) => place.y < free + height && free < place.y + cardHeight(card) + GAP,
    );
    if (!hit) return { x, y: free };
    free = hit.place.y + cardHeight(hit.card) + GAP;
  }
}

function cardHeightOf(column: readonly GraphNode[]): number {
  return Math.max(100, ...column.slice(0, 1).map(({ card }) => cardHeight(card)));
}
