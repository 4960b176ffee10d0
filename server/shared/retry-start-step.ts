import { setTimeout as pause } from 'node:timers/promises';
import { startError } from './start-error';

/*
 * start/retries-what-passes: a step of a start that meets trouble that passes is repeated for a documented time.
 * start/one-sentence: when that time is over, the start ends with one sentence that names the step's subject and reason.
 */

export type StartStep<T> = {
  run: () => Promise<T>;
  /** What cannot be used while the step fails, as the beginning of a sentence. */
  subject: string;
  /** The reason in a few words where the trouble may pass by itself; null for all other errors, which are thrown on. */
  explainPassing: (error: unknown) => string | null;
  /** Whether one try may take longer than the time that is left: true where the step itself is long work. */
  isLong?: boolean;
};

export type RetryOptions = {
  forMs: number;
  pauseMs?: number;
  /** Aborted when the process is asked to stop: no further try is made. */
  signal: AbortSignal;
  /** Receives one line for each new reason. */
  report: (line: string) => void;
};

const PAUSE_MS = 250;

/** Runs a step of a start, repeats it while its trouble passes, and throws a start error when `forMs` are over. */
export async function retryStartStep<T>(step: StartStep<T>, options: RetryOptions): Promise<T> {
  const { forMs, pauseMs = PAUSE_MS, signal, report } = options;
  const deadline = performance.now() + forMs;
  let told: string | null = null;
  for (;;) {
    signal.throwIfAborted();
    const result = await tryOnce(step, deadline - performance.now(), signal);
    if ('value' in result) return result.value;
    const { reason, error } = result;
    const sentence = `${step.subject} cannot be used: ${reason}`;
    if (performance.now() + pauseMs >= deadline)
      throw startError(`${sentence}; gave up after ${Math.round(forMs / 1000)} s.`, error);
    if (reason !== told) report(`${sentence}; trying again for up to ${Math.round(forMs / 1000)} s`);
    told = reason;
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
