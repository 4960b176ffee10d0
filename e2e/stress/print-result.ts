import type { SuiteResult } from './suite';

const SHOWN_FAILURES = 20;

/** Prints the result of a suite in one line, followed by its failures. */
export function printResult(result: SuiteResult): void {
  const { suite, passed, seed, size, seconds, successes, minimum, counts, percentiles = {} } = result;
  const numbers = Object.entries(counts).map(([name, count]) => `${name} ${count}`);
  const times = Object.entries(percentiles).map(
    ([name, { p50, p95, p99, max }]) => `${name} p50 ${p50} p95 ${p95} p99 ${p99} max ${max}`,
  );
  const facts = [`${successes} of at least ${minimum}`, ...numbers, ...times].join(', ');
  console.log(
    `${passed ? 'ok    ' : 'FAILED'}  ${suite}: seed ${seed}, size ${size}, ${facts} (${seconds} s)`,
  );
  const { failures } = result;
  for (const failure of failures.slice(0, SHOWN_FAILURES)) console.log(`        ${failure}`);
  if (failures.length > SHOWN_FAILURES) console.log(`        and ${failures.length - SHOWN_FAILURES} more`);
}
