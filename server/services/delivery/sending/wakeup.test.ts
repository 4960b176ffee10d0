import { describe, expect, it } from 'vitest';
import { createWakeup } from './wakeup';

const LONG_MS = 600_000;
const never = new AbortController().signal;

/** Whether a promise is settled before those that wait for nothing. */
async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  let isDone = false;
  void promise.then(() => {
    isDone = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  return isDone;
}

describe('a wakeup', () => {
  it('ends a wait at the next signal', async () => {
    const wakeup = createWakeup();
    const waiting = wakeup.wait(LONG_MS, never);
    expect(await isSettled(waiting)).toBe(false);
    wakeup.signal();
    await waiting;
  });

  it('keeps signals without a waiter for one wait, however many they are', async () => {
    const wakeup = createWakeup();
    wakeup.signal();
    wakeup.signal();
    await wakeup.wait(LONG_MS, never);
    const second = wakeup.wait(LONG_MS, never);
    expect(await isSettled(second)).toBe(false);
    wakeup.signal();
    await second;
  });

  it('ends a wait after its time, and lets the next one wait', async () => {
    const wakeup = createWakeup();
    await wakeup.wait(1, never);
    const second = wakeup.wait(LONG_MS, never);
    expect(await isSettled(second)).toBe(false);
    wakeup.signal();
    await second;
  });

  it('does not wait once it is aborted, nor after an abort during the wait', async () => {
    const wakeup = createWakeup();
    const abort = new AbortController();
    const waiting = wakeup.wait(LONG_MS, abort.signal);
    abort.abort();
    await waiting;
    await wakeup.wait(LONG_MS, abort.signal);
  });
});
