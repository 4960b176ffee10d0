import type { Card, GraphEdge, Place } from './graph';
import { cardHeight, layOut } from './lay-out';
import { isFields } from './read-fields';

export type Placed = { key: string; card: Card; position: unknown };

const GAP = 80;

/** The place of each node: its position, or a layout below the others for those without one. */
export function placeNodes(nodes: readonly Placed[], edges: readonly GraphEdge[]): Map<string, Place> {
  const places = new Map(
    nodes.flatMap(({ key, position }) =>
      isPlace(position) ? [[key, { x: position.x, y: position.y }]] : [],
    ),
  );
  const loose = nodes.filter(({ key }) => !places.has(key));
  if (loose.length === 0) return places;
  const below = bottomOf(nodes, places);
  for (const [key, { x, y }] of layOut(loose, edges)) places.set(key, { x, y: y + below });
  return places;
}

function isPlace(value: unknown): value is Place {
  return isFields(value) && Number.isFinite(value.x) && Number.isFinite(value.y);
}

function bottomOf(nodes: readonly Placed[], places: ReadonlyMap<string, Place>): number {
  const ends = nodes.flatMap(({ key, card }) => {
    const place = places.get(key);
    return place ? [place.y + cardHeight(card) + GAP] : [];
  });
  return Math.max(0, ...ends);
}
