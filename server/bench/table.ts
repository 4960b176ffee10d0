import type { Measure } from './load';

/** One row: what was asked of whom, and the baseline's runs beside it, round by round. */
export type Row = { what: string; name: string; concurrency: number; runs: Measure[]; baseline: Measure[] };

/** The row that the goals refer to, and the suffix of its name at a fixed rate. */
export const DIRECT = 'direct mount';
export const PACED = ', paced';

const LEAST_SHARE = 0.75;
/** The most that the slowest of a hundred may take, in milliseconds, by how many are asked at once. */
export const MOST_P99: Readonly<Record<number, number>> = { 8: 10, 32: 25 };

/** The middle value; of an even number of values the upper one of the two in the middle. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Answers per second against the baseline's of the same round, median over the rounds. */
function ratioOf({ runs, baseline }: Row): number {
  return median(runs.map((run, round) => run.perSecond / (baseline[round]?.perSecond ?? Number.NaN)));
}

/** Renders the rows as a Markdown table; every figure is the median over the rounds. */
export function toTable(rows: readonly Row[]): string {
  const head = [
    'what',
    'where',
    'at once',
    'a second',
    'p50 ms',
    'p99 ms',
    'of the baseline',
    'answered',
    'failed',
    'goals',
  ];
  const lines = rows.map((row) => toCells(row).join(' | '));
  return [head.join(' | '), head.map(() => '---').join(' | '), ...lines]
    .map((line) => `| ${line} |`)
    .join('\n');
}

function toCells(row: Row): string[] {
  const of = (pick: (run: Measure) => number) => median(row.runs.map(pick));
  const sum = (pick: (run: Measure) => number) => row.runs.reduce((total, run) => total + pick(run), 0);
  return [
    row.what,
    row.name,
    String(row.concurrency),
    of((run) => run.perSecond).toFixed(0),
    of((run) => run.p50).toFixed(2),
    of((run) => run.p99).toFixed(2),
    `${(ratioOf(row) * 100).toFixed(0)} %`,
    String(sum((run) => run.answered)),
    String(sum((run) => run.failed)),
    toVerdict(row),
  ];
}

/** Says which goals were met, beside what the baseline itself was able to on that machine. */
function toVerdict(row: Row): string {
  if (row.name !== DIRECT && row.name !== `${DIRECT}${PACED}`) return '';
  const most = MOST_P99[row.concurrency] ?? Number.POSITIVE_INFINITY;
  const p99Of = (runs: readonly Measure[]) => median(runs.map((run) => run.p99));
  const missed = [
    ...(ratioOf(row) < LEAST_SHARE ? [`${LEAST_SHARE * 100} %`] : []),
    ...(p99Of(row.runs) > most
      ? [`p99 ${most} ms${p99Of(row.baseline) > most ? ', as the baseline' : ''}`]
      : []),
  ];
  return missed.length > 0 ? `missed: ${missed.join('; ')}` : 'met';
}
