import { describe, expect, it } from 'vitest';
import { createBodyPool } from './body-pool';

const overloaded = expect.objectContaining({
  problem: { code: 'overloaded', details: { retryAfterMs: 2_000 } },
});

function open() {
  const pool = createBodyPool({ bytes: 100, share: 0.6 });
  const cut: string[] = [];
  const begin = (owner: string, name = owner) =>
    Object.assign(pool.open(owner), { cut: () => void cut.push(name) });
  return { pool, cut, begin };
}

describe('the memory for bodies', () => {
  it('counts received bytes until a body is closed, once', () => {
    const { pool, begin } = open();
    const [first, second] = [begin('a'), begin('a')];
    pool.add(first, 20);
    pool.add(first, 5);
    pool.add(second, 10);
    expect([pool.bytes(), first.bytes]).toEqual([35, 25]);
    pool.close(first);
    pool.close(first);
    expect(pool.bytes()).toBe(10);
    pool.close(second);
    expect(pool.bytes()).toBe(0);
    expect(() => pool.add(second, 1)).toThrow(overloaded);
    pool.close(second);
    expect(pool.bytes()).toBe(0);
  });

  it('gives an owner its share exactly, over all its bodies (admission/owner-share)', () => {
    const { pool, begin } = open();
    const [first, second] = [begin('a'), begin('a')];
    pool.add(first, 40);
    pool.add(second, 20);
    expect(() => pool.add(second, 1)).toThrow(overloaded);
    pool.close(first);
    pool.add(second, 40);
    expect([pool.bytes(), second.bytes]).toEqual([60, 60]);
  });

  it('cuts the newest unfinished body of the largest owner when it is full (admission/largest-yields)', () => {
    const { pool, cut, begin } = open();
    const [old, young] = [begin('big', 'old'), begin('big', 'young')];
    begin('big', 'empty');
    pool.add(old, 30);
    pool.add(young, 20);
    pool.add(begin('middle'), 45);
    const small = begin('small');
    pool.add(small, 5);
    expect(cut).toEqual([]);
    pool.add(small, 1);
    expect([cut, pool.bytes(), small.bytes]).toEqual([['young'], 81, 6]);
    expect(() => pool.add(young, 1)).toThrow(overloaded);
  });

  it('cuts several bodies when one is not enough, and none that is complete', () => {
    const { pool, cut, begin } = open();
    const complete = begin('big', 'complete');
    pool.add(complete, 40);
    complete.cut = null as never;
    pool.add(begin('big', 'a'), 10);
    pool.add(begin('big', 'b'), 10);
    pool.add(begin('other'), 30);
    pool.add(begin('small'), 25);
    expect([cut, pool.bytes()]).toEqual([['b', 'a'], 95]);
  });

  it('refuses an owner that would have as many bytes as the largest other', () => {
    const { pool, cut, begin } = open();
    pool.add(begin('a'), 50);
    const other = begin('b');
    pool.add(other, 45);
    expect(() => pool.add(other, 6)).toThrow(overloaded);
    expect([cut, pool.bytes(), other.bytes]).toEqual([[], 95, 45]);
    pool.add(other, 5);
    expect(pool.bytes()).toBe(100);
  });
});
