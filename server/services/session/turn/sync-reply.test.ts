import { describe, expect, it } from 'vitest';
import { addSyncReply, isAwaitedInput, isListed, removeSyncReply, type SyncReply } from './sync-reply';

const a = { inputId: 'a', until: 10 };
const b = { inputId: 'b', until: 20 };
const c = { inputId: 'c', until: 30 };

/** Adds callers one after the other, at a time. */
const add = (at: number, ...callers: (typeof a)[]): SyncReply =>
  callers.reduce<SyncReply>((all, caller) => addSyncReply(all, caller, at), null);

describe('callers that wait (reply/once)', () => {
  it('are kept with the latest first, as processes of an earlier version read it', () => {
    expect(add(0, a)).toEqual(a);
    expect(add(0, a, b, c)).toEqual({ ...c, earlier: [a, b] });
  });

  it('leave when their time is over, or when they wait for the same input again', () => {
    expect(add(10, a, b)).toEqual({ ...b, earlier: [a] });
    expect(add(11, a, b)).toEqual(b);
    expect(add(0, a, b, { ...a, until: 40 })).toEqual({ inputId: 'a', until: 40, earlier: [b] });
  });

  it('are removed one by one', () => {
    const all = add(0, a, b, c);
    expect(removeSyncReply(all, 'c')).toEqual({ ...b, earlier: [a] });
    expect(removeSyncReply(all, 'a')).toEqual({ ...c, earlier: [b] });
    expect(removeSyncReply(all, 'x')).toEqual(all);
    expect(removeSyncReply(add(0, a), 'a')).toBeNull();
    expect(removeSyncReply(null, 'a')).toBeNull();
  });

  it('get the answers to their own input, until their time is over', () => {
    const all = add(0, a, b);
    expect([isAwaitedInput(all, 'a', 10), isAwaitedInput(all, 'a', 11)]).toEqual([true, false]);
    expect([isAwaitedInput(all, 'b', 20), isAwaitedInput(all, 'b', 21)]).toEqual([true, false]);
    expect([isAwaitedInput(all, 'c', 0), isAwaitedInput(all, null, 0), isAwaitedInput(null, 'a', 0)]).toEqual(
      [false, false, false],
    );
  });

  it('are listed whatever the time', () => {
    expect([isListed(add(0, a, b), 'a'), isListed(add(0, a), 'b'), isListed(null, 'a')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
