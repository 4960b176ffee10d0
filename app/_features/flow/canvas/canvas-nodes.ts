import { applyNodeChanges, type Edge, type Node, type NodeChange } from '@xyflow/react';
import { shorten } from '@/app/_lib/shorten';
import type { Mark } from '../graph/compare-drafts';
import type { Card, GraphEdge, GraphNode } from '../graph/graph';
import { isKnownKind } from '../graph/node-exits';
import { KINDS } from '../graph/node-kinds';
import { toHandle } from '../graph/to-graph';
import { estimateCard } from './estimate-card';

export type CanvasNode = Node<{ card: Card }, 'card'>;
/** `lane`: the height at which a wire that leads back passes the cards. */
export type CanvasEdge = Edge<{ lane: number | null }, 'default'>;

const MANY = 80;

/** Whether a flow has so many nodes that only those in sight are rendered. */
export function isLarge({ length }: readonly unknown[]): boolean {
  return length > MANY;
}

/**
 * Updates the nodes of the canvas: an unchanged one stays the same object with its measurements, so only changed ones are
 * rendered. Those of a large flow have estimated measures until they are rendered, so that not all are rendered only to be measured.
 */
export function syncNodes(
  held: readonly CanvasNode[],
  nodes: readonly GraphNode[],
  selection: ReadonlySet<string>,
): CanvasNode[] {
  const before = new Map(held.map((node) => [node.id, node]));
  const large = isLarge(nodes);
  const next = nodes.map(({ key, card, place }) => {
    const old = before.get(key);
    const selected = selection.has(key);
    const same =
      old?.data.card === card &&
      old.position.x === place.x &&
      old.position.y === place.y &&
      (old.selected ?? false) === selected;
    if (same) return old;
    const measures = large && !isMeasured(old) ? estimateCard(card) : null;
    return { ...old, ...toNode(key, card, place), ...measures, selected };
  });
  return sameItems(held, next) ? (held as CanvasNode[]) : next;
}

// An estimate places the handles; xyflow finds the measured ones itself.
function isMeasured(node: CanvasNode | undefined): boolean {
  return node?.measured !== undefined && node.handles === undefined;
}

/** Applies the changes that xyflow makes, such as measures, which replace an estimate. */
export function applyChanges(
  held: readonly CanvasNode[],
  changes: readonly NodeChange<CanvasNode>[],
): CanvasNode[] {
  const measured = new Set(changes.flatMap((change) => (change.type === 'dimensions' ? [change.id] : [])));
  return applyNodeChanges([...changes], [...held]).map((node) => {
    if (!node.handles || !measured.has(node.id)) return node;
    const { handles: _, ...rest } = node;
    return rest;
  });
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

const NO_LANES: ReadonlyMap<string, number> = new Map();

/** Updates the wires of the canvas in the same way. */
export function syncEdges(
  held: readonly CanvasEdge[],
  edges: readonly GraphEdge[],
  lookOf: (id: string) => EdgeLook,
  lanes: ReadonlyMap<string, number> = NO_LANES,
): CanvasEdge[] {
  const before = new Map(held.map((edge) => [edge.id, edge]));
  const next = edges.map((edge) => {
    const made = toEdge(edge, lookOf(edge.id), lanes.get(edge.id) ?? null);
    const old = before.get(edge.id);
    const same =
      old?.target === made.target &&
      old.data?.lane === made.data?.lane &&
      old.className === made.className &&
      old.selected === made.selected;
    return same ? old : made;
  });
  return sameItems(held, next) ? (held as CanvasEdge[]) : next;
}

function toEdge(
  { id, source, exit, target }: GraphEdge,
  { mark, taken, selected = false, width }: EdgeLook,
  lane: number | null,
): CanvasEdge {
  return {
    id,
    type: 'default',
    data: { lane },
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
