import { describe, expect, it } from 'vitest';
import { createPageQueue } from './page-queue';

const ROOMY = { queue: 100, waitMs: 10_000 };

/** Queues work of a subject that ends on demand. */
function open(options = ROOMY) {
  const turns = createPageQueue(options);
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const take = (subject: string): Promise<boolean> =>
    turns.run(subject, () => {
      begun.push(subject);
      return new Promise((resolve) => ends.push(resolve));
    });
  return { take, begun, end: () => ends.shift()?.() };
}

describe('pages for people who are not signed in', () => {
  it('are rendered one after the other, alternating between addresses (page-queue/fair)', async () => {
    const { take, begun, end } = open();
    const taken = ['a', 'a', 'a', 'b', 'c'].map(take);
    for (const expected of [
      ['a'],
      ['a', 'a'],
      ['a', 'a', 'b'],
      ['a', 'a', 'b', 'c'],
      ['a', 'a', 'b', 'c', 'a'],
    ]) {
      await expect.poll(() => begun).toEqual(expected);
      end();
    }
    expect(await Promise.all(taken)).toEqual([true, true, true, true, true]);
  });

  it('drop the newest request of the longest queue when too many wait (page-queue/bounded)', async () => {
    const { take, begun, end } = open({ ...ROOMY, queue: 2 });
    const taken = ['a', 'a', 'a', 'b'].map(take);
    expect(await taken[2]).toBe(false);
    for (let ended = 0; ended < 3; ended++) {
      await expect.poll(() => begun.length).toBe(ended + 1);
      end();
    }
    expect(await Promise.all(taken)).toEqual([true, true, false, true]);
  });

  it('refuse requests that waited too long (page-queue/bounded)', async () => {
    const { take, end } = open({ ...ROOMY, waitMs: 10 });
    const taken = ['a', 'b'].map(take);
    expect(await taken[1]).toBe(false);
    end();
    expect(await taken[0]).toBe(true);
  });

  it('leave most processor time to others (page-queue/share)', async () => {
    const { take, begun, end } = open();
    const taken = ['a', 'b'].map(take);
    await new Promise((resolve) => setTimeout(resolve, 20));
    end();
    await taken[0];
    // The next page does not start as soon as the first has ended.
    expect(begun).toEqual(['a']);
    await expect.poll(() => begun).toEqual(['a', 'b']);
    end();
    await taken[1];
  });

  it('do not block the queue when one never ends', async () => {
    const { take, begun } = open();
    void take('a');
    void take('b');
    await expect.poll(() => begun).toEqual(['a', 'b']);
  });

  it('continue after a failure', async () => {
    const turns = createPageQueue(ROOMY);
    await expect(turns.run('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await turns.run('a', () => Promise.resolve())).toBe(true);
  });
});
