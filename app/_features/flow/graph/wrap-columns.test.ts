import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LaidOut, wrapColumns } from './wrap-columns';

const chain = (length: number): LaidOut[] =>
  Array.from({ length }, (_, index) => ({
    key: String(index),
    x: index * 320,
    y: 0,
    width: 240,
    height: 100,
  }));
const boxes = fc.uniqueArray(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 6 })), {
  maxLength: 80,
  selector: ([x, y]) => x * 10 + y,
});

describe('wrapping columns', () => {
  it('leaves a short chain in one line', () => {
    expect(wrapColumns(chain(5))).toEqual(chain(5));
  });

  it('continues a long chain below its beginning', () => {
    const wrapped = wrapColumns(chain(12));
    expect(new Set(wrapped.map(({ y }) => y)).size).toBeGreaterThan(1);
    expect(wrapped.slice(0, 5).map(({ x }) => x)).toEqual([0, 320, 640, 960, 1280]);
    expect(wrapped[5]).toMatchObject({ x: 0, y: 200 });
  });

  it('never lays two cards over each other', () => {
    fc.assert(
      fc.property(boxes, (cells) => {
        const nodes = cells.map(([x, y]) => ({
          key: `${String(x)} ${String(y)}`,
          ...{ x: x * 320, y: y * 140, width: 240, height: 100 },
        }));
        const wrapped = wrapColumns(nodes);
        expect(wrapped.map(({ key }) => key).sort()).toEqual(nodes.map(({ key }) => key).sort());
        for (const [index, a] of wrapped.entries())
          for (const b of wrapped.slice(index + 1))
            expect(Math.abs(a.x - b.x) >= 240 || Math.abs(a.y - b.y) >= 100).toBe(true);
      }),
    );
  });
});
