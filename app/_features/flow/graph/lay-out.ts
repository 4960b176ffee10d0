import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Card, GraphEdge, Place } from './graph';
import { wrapColumns } from './wrap-columns';

export const CARD_WIDTH = 240;

const HEAD = 41;
const LINE = 20;
const MAX_LINES = 3;
const PORT = 24;
const CHARS_A_LINE = 34;
const GRID = 20;
/** A card has at most so many rows of exits; the last one stands for all that follow. */
export const MOST_PORTS = 12;

/** The approximate height of a card in pixels. */
export function cardHeight({ words, answer, note, handlers, ports }: Card): number {
  const lines = words.split('\n').reduce((sum, line) => sum + Math.ceil(line.length / CHARS_A_LINE), 0);
  const text = words === '' ? 0 : 12 + LINE * Math.min(lines, MAX_LINES);
  return (
    HEAD +
    text +
    (answer ? LINE : 0) +
    (note ? LINE + 8 : 0) +
    (handlers ? LINE + 5 : 0) +
    (ports.length > 0 ? 8 + PORT * Math.min(ports.length, MOST_PORTS) : 0)
  );
}

/** Lays out nodes in layers from left to right along their wires, on the grid from 0, 0; a long chain goes on below. */
export function layOut(
  nodes: readonly { key: string; card: Card }[],
  edges: readonly GraphEdge[],
): Map<string, Place> {
  const graph = new Dagre({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 80 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { key, card } of nodes) graph.setNode(key, { width: CARD_WIDTH, height: cardHeight(card) });
  for (const { id, source, target } of edges)
    if (graph.hasNode(source) && graph.hasNode(target)) graph.setEdge(source, target, {}, id);
  layout(graph);
  const laidOut = nodes.map(({ key, card }) => ({
    key,
    ...cornerOf(graph.node(key)),
    width: CARD_WIDTH,
    height: cardHeight(card),
  }));
  return new Map(wrapColumns(laidOut).map(({ key, x, y }) => [key, { x: snap(x), y: snap(y) }]));
}

function cornerOf({
  x = 0,
  y = 0,
  width = 0,
  height = 0,
}: Partial<Record<'x' | 'y' | 'width' | 'height', number>>): Place {
  return { x: snap(x - width / 2), y: snap(y - height / 2) };
}

/** Rounds to the grid. */
function snap(value: number): number {
  return Math.round(value / GRID) * GRID;
}
