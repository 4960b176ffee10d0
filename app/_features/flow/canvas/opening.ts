import type { CSSProperties } from 'react';
import type { Graph, GraphNode } from '../graph/graph';
import { CARD_WIDTH, cardHeight } from '../graph/lay-out';

const OPENING = { x: 40, zoom: 0.65 };
const LARGE_SCREEN = { width: 1_920, height: 1_080 };

/** The viewport of a canvas of a height that opens from a node on; undefined without nodes. */
export function toOpening(
  graph: Graph,
  at: string,
  height: number = LARGE_SCREEN.height,
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

/** The nodes that a canvas on a large screen shows when it opens from a node on. */
export function listOpening(graph: Graph, at: string): GraphNode[] {
  const opening = toOpening(graph, at);
  if (!opening) return [];
  const { x, y, zoom } = opening;
  return graph.nodes.filter(({ place, card }) => {
    const [left, top] = [x + place.x * zoom, y + place.y * zoom];
    const [right, bottom] = [left + CARD_WIDTH * zoom, top + cardHeight(card) * zoom];
    return right > 0 && bottom > 0 && left < LARGE_SCREEN.width && top < LARGE_SCREEN.height;
  });
}

/** The center of a card. */
export function toCenter({ place, card }: GraphNode): [x: number, y: number] {
  return [place.x + CARD_WIDTH / 2, place.y + cardHeight(card) / 2];
}

function findStart({ nodes }: Graph, at: string): GraphNode | undefined {
  return nodes.find(({ key }) => key === at) ?? nodes[0];
}
