import { setTimeout as pause } from 'node:timers/promises';
import { startError } from './start-error';

/*
 * start/retries-what-passes: a step of the start that fails for a temporary reason is repeated for a documented time.
 * start/one-sentence: after that time the start fails with one sentence that names the step's subject and the reason.
 */

export type StartStep<T> = {
  run: () => Promise<T>;
  /** The subject of the error message: the thing that cannot be used while the step fails. */
  subject: string;
  /** A short reason for a temporary failure; null for any other error, which is rethrown. */
  explainPassing: (error: unknown) => string | null;
  /** Whether one attempt may exceed the remaining time, because the step itself takes long. */
  isLong?: boolean;
};

export type RetryOptions = {
  forMs: number;
  pauseMs?: number;
  /** Aborted when the process must stop: no further attempt is made. */
  signal: AbortSignal;
  /** Receives one line per new reason. */
  report: (line: string) => void;
};

const PAUSE_MS = 250;

/** Runs a step of the start, retries it after temporary failures, and throws a start error after `forMs`. */
export async function retryStartStep<T>(step: StartStep<T>, options: RetryOptions): Promise<T> {
  const { forMs, pauseMs = PAUSE_MS, signal, report } = options;
  const deadline = performance.now() + forMs;
  let reported: string | null = null;
  for (;;) {
    signal.throwIfAborted();
    const result = await tryOnce(step, deadline - performance.now(), signal);
    if ('value' in result) return result.value;
    const { reason, error } = result;
    const sentence = `${step.subject} cannot be used: ${reason}`;
    if (performance.now() + pauseMs >= deadline)
      throw startError(`${sentence}; gave up after ${Math.round(forMs / 1000)} s.`, error);
    if (reason !== reported) report(`${sentence}; trying again for up to ${Math.round(forMs / 1000)} s`);
    reported = reason;
    await pause(pauseMs, undefined, { signal });
  }
}

type Tried<T> = { value: T } | { reason: string; error?: unknown };

async function tryOnce<T>(step: StartStep<T>, leftMs: number, signal: AbortSignal): Promise<Tried<T>> {
  const waiting = new AbortController();
  const given = AbortSignal.any([waiting.signal, signal]);
  const tried = step.run().then(
    (value): Tried<T> => ({ value }),
    (error: unknown): Tried<T> => {
      const reason = step.explainPassing(error);
      if (reason === null) throw error;
      return { reason, error };
    },
  );
  if (step.isLong) return tried;
  const late = pause(leftMs, undefined, { signal: given }).then(
    (): Tried<T> => ({ reason: 'it does not answer' }),
  );
  late.catch(() => undefined);
  tried.catch(() => undefined);
  return Promise.race([tried, late]).finally(() => waiting.abort());
}
