import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Graph } from './graph';
import { CARD_WIDTH, cardHeight } from './lay-out';
import { LOOP_MARGIN, routeLoops } from './route-loops';

const card = {
  kind: 'end',
  known: true,
  id: '',
  title: '',
  words: '',
  answer: '',
  note: '',
  handlers: '',
  ports: [],
};
const toGraph = (
  places: readonly (readonly [number, number])[],
  wires: readonly [number, number][],
): Graph => ({
  areas: [],
  start: '0',
  nodes: places.map(([x, y], index) => ({ key: String(index), card, place: { x, y } })),
  edges: wires.map(([source, target]) => ({
    id: `${String(source)} ${String(target)}`,
    source: String(source),
    exit: 'next',
    target: String(target),
  })),
});
const HEIGHT = cardHeight(card);

describe('wires that lead back', () => {
  it('get a lane, others do not', () => {
    const graph = toGraph(
      [
        [0, 0],
        [320, 0],
      ],
      [
        [0, 1],
        [1, 0],
        [1, 1],
      ],
    );
    expect([...routeLoops(graph).keys()]).toEqual(['1 0', '1 1']);
  });

  it('pass all cards between their ends', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 8 }), fc.integer({ min: -6, max: 6 }));
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 30 }), (cells) => {
        const places = cells.map(([x, y]) => [x * 320, y * 120] as const);
        const graph = toGraph(places, [
          [0, 1],
          [1, 0],
        ]);
        for (const [id, lane] of routeLoops(graph)) {
          const [source = 0, target = 0] = id.split(' ').map(Number);
          const right = (places[source]?.[0] ?? 0) + CARD_WIDTH;
          const left = places[target]?.[0] ?? 0;
          const hit = places.some(
            ([x, y]) =>
              x + CARD_WIDTH > left - LOOP_MARGIN &&
              x < right + LOOP_MARGIN &&
              lane > y - LOOP_MARGIN / 2 &&
              lane < y + HEIGHT + LOOP_MARGIN / 2,
          );
          expect(hit).toBe(false);
        }
      }),
    );
  });
});
