import type { Graph, GraphNode } from './graph';
import { CARD_WIDTH, cardHeight } from './lay-out';

/** How far a wire that leads back stays away from cards. */
export const LOOP_MARGIN = 24;
const SPREAD = 8;

type Box = { left: number; right: number; top: number; bottom: number };

/** The heights at which wires that lead back pass all cards between their ends, by the id of the wire. */
export function routeLoops({ nodes, edges }: Graph): ReadonlyMap<string, number> {
  const boxes = new Map(nodes.map((node) => [node.key, toBox(node)]));
  const loops = edges.flatMap(({ id, source, target }) => {
    const [from, to] = [boxes.get(source), boxes.get(target)];
    return from && to && to.left < from.right ? [{ id, from, to }] : [];
  });
  return new Map(
    // Neighbors are drawn beside each other.
    loops.map(({ id, from, to }, index) => [
      id,
      findLane(from, to, [...boxes.values()], (index % 4) * SPREAD),
    ]),
  );
}

function toBox({ place, card }: GraphNode): Box {
  return {
    left: place.x,
    right: place.x + CARD_WIDTH,
    top: place.y,
    bottom: place.y + cardHeight(card),
  };
}

/** The free height with the shortest way, above or below one of the ends. */
function findLane(from: Box, to: Box, boxes: readonly Box[], spread: number): number {
  const between = boxes.filter(
    ({ left, right }) => right > to.left - LOOP_MARGIN && left < from.right + LOOP_MARGIN,
  );
  const lanes = [from, to].flatMap(({ top, bottom }) => [
    findFree(top - LOOP_MARGIN - spread, between, 'up', spread),
    findFree(bottom + LOOP_MARGIN + spread, between, 'down', spread),
  ]);
  const cost = (y: number) => Math.abs(y - from.bottom) + Math.abs(y - to.top);
  return lanes.reduce((best, lane) => (cost(lane) < cost(best) ? lane : best));
}

function findFree(start: number, boxes: readonly Box[], way: 'up' | 'down', spread: number): number {
  let y = start;
  for (;;) {
    const hit = boxes.find(({ top, bottom }) => y > top - LOOP_MARGIN / 2 && y < bottom + LOOP_MARGIN / 2);
    if (!hit) return y;
    y = way === 'down' ? hit.bottom + LOOP_MARGIN + spread : hit.top - LOOP_MARGIN - spread;
  }
}
