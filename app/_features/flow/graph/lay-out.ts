import { Graph as Dagre, layout } from '@dagrejs/dagre';
import type { Card, GraphEdge, Place, Port } from './graph';
import { wrapColumns } from './wrap-columns';

export const CARD_WIDTH = 240;

// As the card is styled: a head and the border around all, and for each part a line above it and its padding.
const HEAD = 42;
const LINE = 20;
const TEXT_PADDING = 13;
const STRIP = 25;
const EXITS_PADDING = 9;
const MAX_LINES = 3;
/** The height of a row with an exit. */
export const PORT = 24;
const CHARS_A_LINE = 34;
const GRID = 20;
const MOST_PORTS = 12;

/** The exits with a row of their own on a card, and those that share the last row. */
export function divideExits(ports: readonly Port[]): { shown: readonly Port[]; rest: readonly Port[] } {
  const rows = ports.length > MOST_PORTS ? MOST_PORTS - 1 : ports.length;
  return { shown: ports.slice(0, rows), rest: ports.slice(rows) };
}

/** The height of a card in pixels, but for the number of lines of its text, which is a guess. */
export function cardHeight({ words, answer, note, handlers, ports }: Card): number {
  const lines = Math.min(countLines(words), MAX_LINES) + (answer ? 1 : 0);
  return (
    HEAD +
    (lines > 0 ? TEXT_PADDING + LINE * lines : 0) +
    (note ? STRIP : 0) +
    (handlers ? STRIP : 0) +
    (ports.length > 0 ? EXITS_PADDING + PORT * Math.min(ports.length, MOST_PORTS) : 0)
  );
}

/** Whether two cards cover the same point of the canvas. */
export function overlap(a: Located, b: Located): boolean {
  return (
    Math.abs(a.place.x - b.place.x) < CARD_WIDTH &&
    a.place.y < b.place.y + cardHeight(b.card) &&
    b.place.y < a.place.y + cardHeight(a.card)
  );
}

type Located = { place: Place; card: Card };

function countLines(words: string): number {
  if (words === '') return 0;
  return words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / CHARS_A_LINE)), 0);
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
