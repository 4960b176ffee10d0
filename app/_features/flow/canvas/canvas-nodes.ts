import { applyNodeChanges, type Edge, type Node, type NodeChange } from '@xyflow/react';
import { shorten } from '@/app/_lib/shorten';
import { nameArea } from '../graph/areas';
import type { Mark } from '../graph/compare-drafts';
import type { Area, Card, Graph, GraphEdge, Place } from '../graph/graph';
import { isKnownKind } from '../graph/node-exits';
import { KINDS } from '../graph/node-kinds';
import { toHandle } from '../graph/to-graph';
import { estimateCard } from './estimate-card';

export type CardNode = Node<{ card: Card }, 'card'>;
export type AreaNode = Node<{ area: Area }, 'area'>;
export type CanvasNode = CardNode | AreaNode;
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
  { nodes, areas }: Pick<Graph, 'nodes' | 'areas'>,
  selection: ReadonlySet<string>,
): CanvasNode[] {
  const before = new Map(held.map((node) => [node.id, node]));
  const large = isLarge(nodes);
  const cards = nodes.map(({ key, card, place }): CanvasNode => {
    const old = findCard(before.get(key));
    const selected = selection.has(key);
    if (old?.data.card === card && isAt(old, place) && (old.selected ?? false) === selected) return old;
    const measures = large && !isMeasured(old) ? estimateCard(card) : null;
    return { ...old, ...toNode(key, card, place), ...measures, selected };
  });
  const next = [
    ...areas.map((area) => syncArea(before.get(area.key), area, selection.has(area.key))),
    ...cards,
  ];
  return sameItems(held, next) ? (held as CanvasNode[]) : next;
}

function findCard(node: CanvasNode | undefined): CardNode | undefined {
  return node?.type === 'card' ? node : undefined;
}

function isAt({ position }: CanvasNode, { x, y }: Place): boolean {
  return position.x === x && position.y === y;
}

function syncArea(old: CanvasNode | undefined, area: Area, selected: boolean): CanvasNode {
  const same =
    old?.type === 'area' &&
    old.data.area === area &&
    isAt(old, area.place) &&
    (old.selected ?? false) === selected;
  return same ? old : toAreaNode(area, selected);
}

// Frames are behind wires and cards. A press between their borders is for the canvas.
function toAreaNode(area: Area, selected: boolean): AreaNode {
  const { key, kind, place, width, height } = area;
  return {
    ...{ id: key, type: 'area', position: place, data: { area }, selected, width, height },
    ...{ measured: { width, height }, handles: [] },
    ...{ dragHandle: '.area-grip', style: { pointerEvents: 'none' } },
    ...(kind === 'frame' && { zIndex: -1 }),
    ariaRole: 'group',
    ariaLabel: nameArea(area),
    domAttributes: { 'aria-roledescription': kind },
  };
}

// An estimate places the handles; xyflow finds the measured ones itself.
function isMeasured(node: CardNode | undefined): boolean {
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

function toNode(key: string, card: Card, position: Place): CardNode {
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
