import type { Edge, Node } from '@xyflow/react';
import { shorten } from '@/app/_lib/shorten';
import type { Mark } from '../graph/compare-drafts';
import type { Card, GraphEdge, GraphNode } from '../graph/graph';
import { isKnownKind } from '../graph/node-exits';
import { KINDS } from '../graph/node-kinds';
import { toHandle } from '../graph/to-graph';

export type CanvasNode = Node<{ card: Card }, 'card'>;
export type CanvasEdge = Edge<Record<string, never>, 'default'>;

/**
 * Updates the nodes of the canvas: an unchanged one stays the same object with its measurements, so only changed ones are
 * rendered.
 */
export function syncNodes(
  held: readonly CanvasNode[],
  nodes: readonly GraphNode[],
  selection: ReadonlySet<string>,
): CanvasNode[] {
  const before = new Map(held.map((node) => [node.id, node]));
  const next = nodes.map(({ key, card, place }) => {
    const old = before.get(key);
    const selected = selection.has(key);
    const same =
      old?.data.card === card &&
      old.position.x === place.x &&
      old.position.y === place.y &&
      (old.selected ?? false) === selected;
    return same ? old : { ...old, ...toNode(key, card, place), selected };
  });
  return sameItems(held, next) ? (held as CanvasNode[]) : next;
}

function toNode(key: string, card: Card, position: { x: number; y: number }): CanvasNode {
  return {
    id: key,
    type: 'card',
    position,
    data: { card },
    ariaRole: 'group',
    ariaLabel: nameCard(card),
    domAttributes: { 'aria-roledescription': 'node' },
  };
}

/** The accessible name of a card. */
export function nameCard({ kind, title, id, words }: Card): string {
  const noun = isKnownKind(kind) ? KINDS[kind].name : kind || 'Node';
  return [`${noun} ${id}`, title, shorten(words, 80)].filter(Boolean).join(', ');
}

export type EdgeLook = {
  mark?: Mark | undefined;
  taken?: boolean | undefined;
  selected?: boolean | undefined;
  /** The width by the number of sessions that took it, from 0 to 5. */
  width?: number | undefined;
};

/** Updates the wires of the canvas in the same way. */
export function syncEdges(
  held: readonly CanvasEdge[],
  edges: readonly GraphEdge[],
  lookOf: (id: string) => EdgeLook,
): CanvasEdge[] {
  const before = new Map(held.map((edge) => [edge.id, edge]));
  const next = edges.map((edge) => {
    const made = toEdge(edge, lookOf(edge.id));
    const old = before.get(edge.id);
    const same =
      old?.target === made.target && old.className === made.className && old.selected === made.selected;
    return same ? old : made;
  });
  return sameItems(held, next) ? (held as CanvasEdge[]) : next;
}

function toEdge(
  { id, source, exit, target }: GraphEdge,
  { mark, taken, selected = false, width }: EdgeLook,
): CanvasEdge {
  return {
    id,
    source,
    target,
    sourceHandle: toHandle(exit),
    targetHandle: 'in',
    selected,
    className: [
      mark && `wire-${mark}`,
      taken && 'wire-taken',
      width !== undefined && `wire-width-${String(width)}`,
    ]
      .filter(Boolean)
      .join(' '),
    ariaLabel: `${source}, ${exit}, goes to ${target}`,
  };
}

function sameItems<T>(before: readonly T[], after: readonly T[]): boolean {
  return before.length === after.length && before.every((item, index) => item === after[index]);
}
