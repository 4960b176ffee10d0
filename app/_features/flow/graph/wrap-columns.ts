import type { Place } from './graph';

export type LaidOut = Place & { key: string; width: number; height: number };

// A flow that is wider than this for its height is hard to see at once.
const WIDEST = 2.5;
const WANTED = 1.8;
const FEWEST_COLUMNS = 5;
const GAP = 100;

/** Continues a long chain of columns below its beginning, as a text does, so that all of it can be seen at once. */
export function wrapColumns(nodes: readonly LaidOut[]): LaidOut[] {
  const columns = [...new Set(nodes.map(({ x }) => x))].sort((a, b) => a - b);
  const [first = 0, second = 0] = columns;
  const width = (columns.at(-1) ?? 0) - first + (nodes[0]?.width ?? 0);
  const height = heightOf(nodes);
  if (columns.length <= FEWEST_COLUMNS || width <= height * WIDEST) return [...nodes];
  const rows = Math.max(2, Math.round(Math.sqrt(width / ((height + GAP) * WANTED))));
  const each = Math.max(FEWEST_COLUMNS, Math.ceil(columns.length / rows));
  const pitch = second - first;
  const placed = new Map(
    columns.map((x, index) => [x, { row: Math.floor(index / each), column: index % each }]),
  );
  let top = 0;
  return Array.from({ length: Math.ceil(columns.length / each) }, (_, row) => {
    const own = nodes.filter(({ x }) => placed.get(x)?.row === row);
    const above = Math.min(...own.map(({ y }) => y));
    const moved = own.map((node) => ({
      ...node,
      x: (placed.get(node.x)?.column ?? 0) * pitch,
      y: node.y - above + top,
    }));
    top += heightOf(own) + GAP;
    return moved;
  }).flat();
}

function heightOf(nodes: readonly LaidOut[]): number {
  if (nodes.length === 0) return 0;
  return Math.max(...nodes.map(({ y, height }) => y + height)) - Math.min(...nodes.map(({ y }) => y));
}
