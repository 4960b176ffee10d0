import { describe, expect, it } from 'vitest';
import { runInSlices } from './run-in-slices';

/** Work that records the time of each step; each step takes longer than a slice. */
function* work(name: string, steps: number, taken: string[]): Generator<undefined, string, undefined> {
  for (let step = 1; step <= steps; step++) {
    taken.push(`${name}${step}`);
    const until = performance.now() + 6;
    while (performance.now() < until);
    yield;
  }
  return name;
}

describe('work in slices', () => {
  it('alternates with other such work, and yields to the event loop after each slice', async () => {
    const taken: string[] = [];
    let working = true;
    const look = () => {
      taken.push('loop');
      if (working) setImmediate(look);
    };
    setImmediate(look);
    const [a, b] = await Promise.all([runInSlices(work('a', 3, taken)), runInSlices(work('b', 2, taken))]);
    working = false;
    expect([a, b]).toEqual(['a', 'b']);
    expect(taken.filter((one) => one !== 'loop')).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
    const gaps = taken
      .join(' ')
      .split(/[ab]\d/)
      .slice(1, -1);
    expect(gaps.every((gap) => gap.includes('loop'))).toBe(true);
  });

  it('rejects with a step’s error, and does not affect others', async () => {
    const failing = function* (): Generator<undefined, never, undefined> {
      yield;
      throw new Error('no');
    };
    const [first, second] = await Promise.allSettled([runInSlices(failing()), runInSlices(work('b', 1, []))]);
    expect(first).toMatchObject({ status: 'rejected', reason: { message: 'no' } });
    expect(second).toEqual({ status: 'fulfilled', value: 'b' });
  });
});
