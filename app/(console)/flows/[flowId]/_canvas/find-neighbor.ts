import { findItem, sizeOf } from '@/app/_features/flow/graph/areas';
import type { Area, Graph, GraphNode, Place } from '@/app/_features/flow/graph/graph';

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

const ALONG: Record<Direction, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
// Distance across the direction weighs more than distance along it.
const ASIDE = 2.5;

/** The direction of an arrow key as a unit vector; null for any other key. */
export function toStep(key: string): { x: number; y: number } | null {
  if (!Object.hasOwn(ALONG, key)) return null;
  const [x, y] = ALONG[key as Direction];
  return { x, y };
}

/** Finds the nearest node, frame or note in a direction, measured between card centers; the start when none is selected, null at the edge. */
export function findNeighbor(graph: Graph, from: string | null, direction: Direction): string | null {
  const origin = findItem(graph, from);
  if (!origin) return (graph.nodes.find(({ key }) => key === graph.start) ?? graph.nodes[0])?.key ?? null;
  const [dx, dy] = ALONG[direction];
  const here = middleOf(origin);
  let nearest: { key: string; distance: number } | null = null;
  for (const node of [...graph.nodes, ...graph.areas]) {
    const { x, y } = middleOf(node);
    const along = (x - here.x) * dx + (y - here.y) * dy;
    if (along <= 1) continue;
    const aside = Math.abs((x - here.x) * dy) + Math.abs((y - here.y) * dx);
    const distance = along + ASIDE * aside;
    if (!nearest || distance < nearest.distance) nearest = { key: node.key, distance };
  }
  return nearest?.key ?? null;
}

/** The center of a card or note, and of the title of a frame, which is above it. */
function middleOf(item: GraphNode | Area): Place {
  const { width, height } = sizeOf(item);
  const isFrame = 'kind' in item && item.kind === 'frame';
  return { x: item.place.x + width / 2, y: item.place.y + (isFrame ? 0 : height / 2) };
}
