import { listBoxes, withMembers } from '@/app/_features/flow/graph/areas';
import type { Place } from '@/app/_features/flow/graph/graph';
import { layOut } from '@/app/_features/flow/graph/lay-out';
import { toGraph } from '@/app/_features/flow/graph/to-graph';
import type { Draft } from '@/app/_features/flow/json/parse-draft';
import { mapAreas } from './map-areas';
import { mapNodes } from './map-nodes';
import { getAt } from './set-at';

/** Moves nodes, frames and notes to places, rounded to integers. */
export function moveNodes(draft: Draft, places: ReadonlyMap<string, Place>): Draft {
  const placeOf = (key: string) => {
    const place = places.get(key);
    return place && { x: Math.round(place.x), y: Math.round(place.y) };
  };
  const moved = mapNodes(draft, (node, key) => {
    const position = placeOf(key);
    const same =
      getAt(node, ['position', 'x']) === position?.x && getAt(node, ['position', 'y']) === position?.y;
    return same || !position ? node : { ...node, position };
  });
  return mapAreas(moved, (fields, key) => {
    const place = placeOf(key);
    return !place || (fields.x === place.x && fields.y === place.y) ? fields : { ...fields, ...place };
  });
}

/** Moves nodes, frames with all that is inside, and notes by a step. */
export function nudgeNodes(draft: Draft, keys: ReadonlySet<string>, { x, y }: Place): Draft {
  const graph = toGraph(draft);
  const all = withMembers(graph, keys);
  const moved = listBoxes(graph).filter(({ key }) => all.has(key));
  return moveNodes(draft, new Map(moved.map((box) => [box.key, { x: box.x + x, y: box.y + y }])));
}

/** Lays out all nodes, or the given ones, which keep their upper left corner. */
export function arrangeNodes(draft: Draft, keys: ReadonlySet<string> | null): Draft {
  const { nodes, edges } = toGraph(draft);
  const chosen = keys ? nodes.filter(({ key }) => keys.has(key)) : nodes;
  const origin = keys ? cornerOf(chosen.map(({ place }) => place)) : { x: 0, y: 0 };
  const places = [...layOut(chosen, edges)].map(([key, { x, y }]): [string, Place] => [
    key,
    { x: x + origin.x, y: y + origin.y },
  ]);
  return moveNodes(draft, new Map(places));
}

function cornerOf(places: readonly Place[]): Place {
  return { x: Math.min(...places.map(({ x }) => x)), y: Math.min(...places.map(({ y }) => y)) };
}
