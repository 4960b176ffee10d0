import { setTimeout as pause } from 'node:timers/promises';
import type { Part } from './part';
import { toPercentiles } from './percentiles';

/** A client that sends requests at a fixed rate. */
export type SteadyCaller = { name: string; everyMs: number; ask(): Promise<{ status: number }> };

export type Called = { ms: number[]; failures: string[] };

/** Sends requests for a duration; a status of 400 or more, or no response, is a failure. */
export async function callSteadily(callers: readonly SteadyCaller[], seconds: number): Promise<Called> {
  const called: Called = { ms: [], failures: [] };
  await Promise.all(callers.map((caller) => callOne(caller, seconds, called)));
  return called;
}

async function callOne({ name, everyMs, ask }: SteadyCaller, seconds: number, called: Called): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  const open: Promise<void>[] = [];
  while (performance.now() < until) {
    open.push(callOnce(name, ask, called));
    await pause(everyMs);
  }
  await Promise.all(open);
}

async function callOnce(name: string, ask: SteadyCaller['ask'], called: Called): Promise<void> {
  const begunAt = performance.now();
  try {
    const { status } = await ask();
    if (status >= 400) called.failures.push(`${name} was answered ${status}`);
  } catch (error) {
    called.failures.push(`${name} was not answered: ${error instanceof Error ? error.message : error}`);
  }
  called.ms.push(performance.now() - begunAt);
}

// Percentiles of short times vary by as much on a busy machine.
const SLACK_MS = 25;

/** Compares other clients alone and during the attack: none may fail, and in timed runs their p95 may at most double. */
export function judgeOthers(alone: Called, meanwhile: Called, { isTimed }: { isTimed: boolean }): Part {
  const [before, during] = [toPercentiles(alone.ms), toPercentiles(meanwhile.ms)];
  const isSlow = isTimed && during.p95 > 2 * before.p95 + SLACK_MS;
  const succeeded = meanwhile.ms.length - meanwhile.failures.length;
  return {
    counts: { 'requests of others': meanwhile.ms.length, 'of them answered as ever': succeeded },
    percentiles: { 'others alone': before, 'others meanwhile': during },
    successes: succeeded,
    failures: [
      ...alone.failures.map((failure) => `alone: ${failure}`),
      ...meanwhile.failures,
      ...(isSlow ? [`the p95 of others went from ${before.p95} to ${during.p95} ms`] : []),
    ],
  };
}
