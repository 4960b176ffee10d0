import { stripVTControlCharacters } from 'node:util';

/** More flaky tests than these in one run fail it. */
const MAX_FLAKY = 2;
const SHOWN_LINES = 14;
const SHOWN_WIDTH = 320;

/**
 * Sums up the results of the checks: the lines that end the log, and the counts. Flaky tests count as passed, or as failed
 * where there are more than two of them.
 */
export function sumUp(results) {
  const flaky = results.flatMap((result) => result.flaky);
  const isTooFlaky = flaky.length > MAX_FLAKY;
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const lines = [
    ...flaky.flatMap((one) => toLines('FLAKY ', one)),
    ...results.flatMap(({ failures }) => failures.flatMap((one) => toLines('FAILED', one))),
    ...results.map(toSummary),
    ...(flaky.length > 0 ? [toFlakySummary(flaky, isTooFlaky)] : []),
  ];
  return {
    lines,
    passed: sum('passed') + (isTooFlaky ? 0 : flaky.length),
    failed: sum('failed') + (isTooFlaky ? flaky.length : 0),
  };
}

// The reasons are printed with the counts at the end, where people look.
function toLines(label, { name, reasons }) {
  const shown = reasons.flatMap(toShownLines).map((line) => `        ${line.slice(0, SHOWN_WIDTH)}`);
  return [`${label}  ${name}`, ...shown];
}

function toShownLines(reason) {
  const lines = stripVTControlCharacters(reason).split('\n');
  return lines.filter((line) => line.trim() !== '').slice(0, SHOWN_LINES);
}

function toSummary({ name, passed, failed, flaky, seconds }) {
  const counts = [
    `${passed} passed`,
    ...(flaky.length > 0 ? [`${flaky.length} flaky`] : []),
    `${failed} failed`,
  ];
  return `${failed === 0 ? 'ok    ' : 'FAILED'}  ${name}: ${counts.join(', ')} (${seconds} s)`;
}

function toFlakySummary(flaky, isTooFlaky) {
  const label = isTooFlaky ? 'FAILED' : 'ok    ';
  return `${label}  ${flaky.length} flaky: failed, then passed when retried; more than ${MAX_FLAKY} fail the run`;
}
