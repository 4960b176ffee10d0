import { toVerdict } from './goals';
import { findRow, medianOf, PARLEY, type PeerRow, type PeerRun, ratioOf } from './peer-row';

const HEAD = [
  'mode',
  'server',
  'at once',
  'a second',
  'p50 ms',
  'p99 ms',
  'Parley ÷ it',
  'server ms',
  'PostgreSQL ms',
  'load ms',
  'bytes',
  'WAL bytes',
  'failed',
  'goals',
];

const NOTES = [
  'Each server and the load is a process of its own; all databases are in one PostgreSQL with fsync. The null server has no',
  'database. Figures are medians over the rounds; `Parley ÷ it` is the median of the ratios of each round. For each request:',
  '`server ms`, `PostgreSQL ms` and `load ms` are processor time (of the server, of PostgreSQL with all its processes, and of the',
  'load), from /proc, and empty where there is none; `bytes` is the growth of all tables with indexes and TOAST',
  '(`pg_total_relation_size`) without a VACUUM by hand; `WAL bytes` is the growth of `pg_current_wal_lsn` after a CHECKPOINT',
  'and a warm-up.',
].join('\n');

/** Renders the rows as a Markdown table; every figure is the median over the rounds. */
export function toPeerTable(rows: readonly PeerRow[]): string {
  const lines = rows.map((row) => toCells(row, rows).join(' | '));
  const table = [HEAD.join(' | '), HEAD.map(() => '---').join(' | '), ...lines].map((line) => `| ${line} |`);
  return `${NOTES}\n\n${table.join('\n')}`;
}

function toCells(row: PeerRow, rows: readonly PeerRow[]): string[] {
  const of = (pick: (run: PeerRun) => number, digits: number): string => {
    const value = medianOf(row, pick);
    return Number.isFinite(value) ? value.toFixed(digits) : '';
  };
  const parley = findRow(rows, row, PARLEY);
  return [
    row.mode,
    row.name,
    String(row.atOnce),
    of((run) => run.perSecond, 0),
    of((run) => run.p50, 2),
    of((run) => run.p99, 2),
    parley && parley !== row ? ratioOf(parley, row).toFixed(2) : '',
    of((run) => run.serverMs, 2),
    of((run) => run.postgresMs, 2),
    of((run) => run.loadMs, 2),
    of((run) => run.bytes, 0),
    of((run) => run.wal, 0),
    String(row.runs.reduce((total, run) => total + run.failed, 0)),
    toVerdict(row, rows),
  ];
}
