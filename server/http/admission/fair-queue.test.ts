import { describe, expect, it } from 'vitest';
import { createFairQueue } from './fair-queue';

function fill(...names: string[]) {
  const queue = createFairQueue();
  const started: string[] = [];
  for (const [index, name] of names.entries())
    queue.push({
      subject: name.charAt(0),
      until: 10 * (index + 1),
      start: () => started.push(name),
      refuse: () => undefined,
    });
  const startAll = (may: (subject: string) => boolean = () => true) => {
    for (let next = queue.take(may); next; next = queue.take(may)) next.start();
    return started;
  };
  return { queue, startAll };
}

describe('a fair queue', () => {
  it('takes subjects in turns, each in its own order', () => {
    const { queue, startAll } = fill('a1', 'a2', 'a3', 'b1', 'c1', 'b2');
    expect([queue.size(), queue.longest(), queue.waitingOf('b'), queue.waitingOf('x')]).toEqual([6, 3, 2, 0]);
    expect(startAll()).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
    expect([queue.size(), queue.longest(), queue.waitingOf('a'), queue.take(() => true)]).toEqual([
      0,
      0,
      0,
      null,
    ]);
  });

  it('passes over subjects that may not start', () => {
    const { queue, startAll } = fill('a1', 'b1', 'a2');
    expect(startAll((subject) => subject === 'b')).toEqual(['b1']);
    expect([queue.size(), queue.take(() => false)]).toEqual([2, null]);
    expect(startAll()).toEqual(['b1', 'a1', 'a2']);
  });

  it('gives up the newest of the longest line, the first of equal ones', () => {
    const { queue, startAll } = fill('a1', 'b1', 'b2', 'a2', 'b3', 'c1');
    const gone = Array.from({ length: 4 }, () => queue.takeFromLongest()?.until);
    expect([gone, queue.size()]).toEqual([[50, 40, 30, 10], 2]);
    expect(queue.waitingOf('a')).toBe(0);
    expect(startAll()).toEqual(['b1', 'c1']);
    expect([queue.takeFromLongest(), queue.size()]).toEqual([null, 0]);
  });

  it('gives up those whose time is over, and no others', () => {
    const { queue, startAll } = fill('a1', 'b1', 'a2', 'c1');
    expect(queue.takeOverdue(9)).toEqual([]);
    expect(queue.takeOverdue(20).map(({ until }) => until)).toEqual([10, 20]);
    expect([queue.size(), queue.waitingOf('b')]).toEqual([2, 0]);
    expect(startAll()).toEqual(['a2', 'c1']);
    expect(fill('a1', 'a2').queue.takeOverdue(99)).toHaveLength(2);
  });
});
