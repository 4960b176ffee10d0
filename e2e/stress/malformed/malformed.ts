import type { Suite, SuiteOptions, SuiteReport } from '../suite';
import { captureLog } from '../support/capture-log';
import { listForgottenPrefixes } from '../support/dialects';
import { openStressTarget } from '../support/open-stress-target';
import { toPercentiles } from '../support/percentiles';
import { readRoutes } from '../support/read-routes';
import { runChild } from '../support/run-child';
import { type Blocked, watchLoop } from '../support/watch-loop';
import type { Orders, Seen } from './attack';
import { tryOddInputs } from './odd-inputs';

const BLOCKED_MS = 200;
// The number of slow requests that a busy machine can explain.
const SLOW_SHARE = 0.002;
const LOGGED_CHARS = 1_200;
const ATTACK = 'e2e/stress/malformed/attack.ts';

async function run({ seed, size, postgres }: SuiteOptions): Promise<SuiteReport> {
  const { log, lines } = captureLog('error');
  const open = await openStressTarget(postgres, { log });
  const { baseUrl, orgId, apiKey, close } = open;
  // By design: the first request for an OpenAPI document builds it, which may take a quarter of a second.
  await readRoutes(baseUrl);
  const watch = watchLoop(BLOCKED_MS);
  try {
    const seen = await runChild<Orders, Seen>(ATTACK, { target: { baseUrl, orgId, apiKey }, seed, size });
    const blocked = watch.stop();
    const inputs = await tryOddInputs(open);
    const logged = lines.map((line) => `logged: ${line.trim().slice(0, LOGGED_CHARS)}`);
    const failures = [...seen.failures, ...inputs.failures, ...logged];
    return toReport({ ...seen, failures }, inputs.tried, blocked);
  } finally {
    watch.stop();
    await close();
  }
}

function toReport(
  seen: Seen,
  inputs: number,
  { delays, blocked }: ReturnType<ReturnType<typeof watchLoop>['stop']>,
): SuiteReport {
  const failures = [
    ...listForgottenPrefixes().map((prefix) => `${prefix} is no dialect of this suite`),
    ...seen.notEntered.map((name) => `a request as it should be was not let in: ${name}`),
    ...seen.failures,
    ...(seen.slowOnce > Math.max(1, seen.ms.length * SLOW_SHARE)
      ? [`${seen.slowOnce} answers were slow`]
      : []),
    ...blocked.map((one) => describeBlocked(one, seen)),
  ];
  const refused = Object.entries(seen.statuses).filter(([status]) => /^4/.test(status));
  const counts = {
    requests: seen.ms.length,
    refused: refused.reduce((sum, [, count]) => sum + count, 0),
    routes: seen.routes,
    'slow at first': seen.slowOnce,
    'raw requests': seen.raw,
    'naughty strings': seen.naughty,
    'odd inputs of the console': inputs,
    ...Object.fromEntries(Object.entries(seen.statuses).map(([status, count]) => [`of ${status}`, count])),
  };
  const percentiles = { 'answers (ms)': toPercentiles(seen.ms), 'event loop (ms)': delays };
  return { counts, percentiles, successes: seen.ms.length - seen.failures.length, failures };
}

function describeBlocked({ ms, until }: Blocked, { slow }: Seen): string {
  const running = slow.filter(({ from, to }) => from <= until && to >= until - ms).map(({ what }) => what);
  return `the event loop was blocked for ${ms} ms, while there ran: ${running.join(' | ') || 'nothing slow'}`;
}

/** Sends malformed requests to every route of every dialect and every procedure of the console. */
export const MALFORMED: Suite = {
  name: 'malformed',
  promise: 'malformed requests are refused in the words of each dialect, at once',
  sizes: { short: 1_200, long: 12_000 },
  minimumOf: (size) => size,
  run,
};
