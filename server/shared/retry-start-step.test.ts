import { describe, expect, it } from 'vitest';
import { explainPassingError } from '@/server/db/connection/explain-connection-error';
import { retryStartStep, type StartStep } from './retry-start-step';
import { isStartError, startError } from './start-error';

const coded = (code: string, message = code) => Object.assign(new Error(message), { code });
const signal = new AbortController().signal;

/** Fails with each of `errors` in turn, then returns the number of attempts. */
function failing(errors: unknown[]): StartStep<number> {
  let tries = 0;
  const run = async () => {
    const error = errors[tries];
    tries += 1;
    if (error) throw error;
    return tries;
  };
  return { run, subject: 'DATABASE_URL', explainPassing: explainPassingError };
}

describe('a step of a start', () => {
  it('is repeated while its errors may pass, each logged once (start/retries-what-passes)', async () => {
    const lines: string[] = [];
    const errors = [
      coded('57P03'),
      coded('57P03'),
      coded('53300'),
      new Error('timeout expired'),
      startError('DATABASE_URL cannot be used: x.', new AggregateError([coded('ECONNREFUSED')])),
      coded('EAI_AGAIN'),
      coded('ENOTFOUND'),
      new Error('Migration x failed', { cause: new Error('Connection terminated unexpectedly') }),
      coded('57P01'),
    ];
    const options = { forMs: 60_000, pauseMs: 1, signal, report: (line: string) => lines.push(line) };
    expect(await retryStartStep(failing(errors), options)).toBe(errors.length + 1);
    const says = (reason: string) => `DATABASE_URL cannot be used: ${reason}; trying again for up to 60 s`;
    expect(lines).toEqual([
      says('it is starting up'),
      says('it has no connection left'),
      says('it does not answer'),
      says('nothing listens there'),
      says('the host name cannot be looked up'),
      says('there is no such host'),
      says('it ended the connection'),
      says('it is shutting down'),
    ]);
  });

  it.each([
    coded('28P01'),
    coded('3D000'),
    startError('x', coded('08P01')),
    new Error('Migration x failed', { cause: coded('42601') }),
  ])('is not repeated after %s', async (error) => {
    const options = { forMs: 60_000, signal, report: () => undefined };
    await expect(retryStartStep(failing([error]), options)).rejects.toBe(error);
  });

  it('ends with one sentence when the time is over (start/one-sentence)', async () => {
    const options = { forMs: 20, pauseMs: 5, signal, report: () => undefined };
    const endless = failing(Array.from({ length: 1_000 }, () => coded('57P03')));
    const silent = { ...endless, run: () => new Promise<number>(() => undefined) };
    for (const [step, reason] of [
      [endless, 'it is starting up'],
      [silent, 'it does not answer'],
    ] as const) {
      const error: unknown = await retryStartStep(step, options).catch((thrown: unknown) => thrown);
      expect(isStartError(error)).toBe(true);
      expect(error).toMatchObject({ message: `DATABASE_URL cannot be used: ${reason}; gave up after 0 s.` });
    }
  });

  it('is aborted when the process is asked to stop', async () => {
    const asked = new AbortController();
    const options = { forMs: 60_000, signal: asked.signal, report: () => asked.abort() };
    await expect(retryStartStep(failing([coded('57P03')]), options)).rejects.toThrow(/aborted/);
  });
});
