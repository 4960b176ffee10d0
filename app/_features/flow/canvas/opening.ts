import type { CSSProperties } from 'react';
import { sizeOf } from '../graph/areas';
import type { Area, Graph, GraphNode } from '../graph/graph';
import { CARD_WIDTH, cardHeight } from '../graph/lay-out';

const OPENING = { x: 40, zoom: 0.65 };
// Of a page of 1920 by 1080 pixels. What a larger one shows as well is drawn when its size is known.
const LARGE_CANVAS = { width: 1_200, height: 960 };

/** The viewport of a canvas of a height that opens from a node on; undefined without nodes. */
export function toOpening(
  graph: Graph,
  at: string,
  height: number = LARGE_CANVAS.height,
): { x: number; y: number; zoom: number } | undefined {
  const start = findStart(graph, at);
  if (!start) return undefined;
  const { x, zoom } = OPENING;
  const [, middle] = toCenter(start);
  return { x: x - start.place.x * zoom, y: height / 2 - middle * zoom, zoom };
}

/** The custom properties by which the style sheet opens a canvas of any size from a node on. */
export function toOpeningStyle(graph: Graph, at: string): CSSProperties {
  const opening = toOpening(graph, at, 0);
  if (!opening) return {};
  const { x, y, zoom } = opening;
  const place = `${String(x)}px calc(50% - ${String(-y)}px)`;
  return { '--opening': place, '--opening-zoom': zoom } as CSSProperties;
}

/** The nodes that a large canvas shows when it opens from a node on. */
export function listOpening(graph: Graph, at: string): GraphNode[] {
  const opening = toOpening(graph, at);
  if (!opening) return [];
  const { x, y, zoom } = opening;
  return graph.nodes.filter(({ place, card }) => {
    const [left, top] = [x + place.x * zoom, y + place.y * zoom];
    const [right, bottom] = [left + CARD_WIDTH * zoom, top + cardHeight(card) * zoom];
    return right > 0 && bottom > 0 && left < LARGE_CANVAS.width && top < LARGE_CANVAS.height;
  });
}

/** The center of a card, a frame or a note. */
export function toCenter(item: GraphNode | Area): [x: number, y: number] {
  const { width, height } = sizeOf(item);
  return [item.place.x + width / 2, item.place.y + height / 2];
}

function findStart({ nodes }: Graph, at: string): GraphNode | undefined {
  return nodes.find(({ key }) => key === at) ?? nodes[0];
}
