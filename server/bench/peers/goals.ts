/* The goals of Parley's speed, and whether a measurement meets them. */
import { findRow, medianOf, PARLEY, type PeerRow, type PeerRun, ratioOf } from './peer-row';

type Goal = { name: string; isMet: boolean };

/** How often Parley has to answer while another server answers once, by how many requests are sent at once. */
const LEAST_RATIOS: Readonly<Record<string, Readonly<Record<number, number>>>> = {
  'hand-written': { 8: 1, 32: 1.5 },
  'Bot Framework': { 8: 2, 32: 2 },
};

/** The most that a turn may cost. */
const MOST_COSTS: readonly { name: string; pick: (run: PeerRun) => number; most: number }[] = [
  { name: 'server ≤ 0.7 ms', pick: (run) => run.serverMs, most: 0.7 },
  { name: 'PostgreSQL ≤ 0.45 ms', pick: (run) => run.postgresMs, most: 0.45 },
  { name: 'bytes ≤ 1200', pick: (run) => run.bytes, most: 1_200 },
  { name: 'WAL ≤ 1500', pick: (run) => run.wal, most: 1_500 },
];
const COSTS_MODE = 'turns only';
const LEAST_AT_ONCE = 8;

/** The goals that a row decides: ratios at the other servers', costs and the p99 at Parley's. */
export function toVerdict(row: PeerRow, rows: readonly PeerRow[]): string {
  const goals = row.name === PARLEY ? listOwnGoals(row, rows) : listRatioGoals(row, rows);
  return goals.map(({ name, isMet }) => `${name} ${isMet ? 'met' : 'missed'}`).join('; ');
}

function listRatioGoals(row: PeerRow, rows: readonly PeerRow[]): Goal[] {
  const least = LEAST_RATIOS[row.name]?.[row.atOnce];
  const parley = findRow(rows, row, PARLEY);
  return least && parley ? [{ name: `≥ ${least}`, isMet: ratioOf(parley, row) >= least }] : [];
}

function listOwnGoals(row: PeerRow, rows: readonly PeerRow[]): Goal[] {
  if (row.atOnce < LEAST_AT_ONCE) return [];
  const byHand = findRow(rows, row, 'hand-written');
  const p99 = (one: PeerRow) => medianOf(one, (run) => run.p99);
  const costs = row.mode === COSTS_MODE ? MOST_COSTS.map((cost) => toCostGoal(row, cost)) : [];
  return [
    ...costs.flatMap((goal) => (goal ? [goal] : [])),
    ...(byHand ? [{ name: 'p99 ≤ hand-written', isMet: p99(row) <= p99(byHand) }] : []),
  ];
}

// A cost that could not be read is neither met nor missed.
function toCostGoal(row: PeerRow, { name, pick, most }: (typeof MOST_COSTS)[number]): Goal | null {
  const cost = medianOf(row, pick);
  return Number.isFinite(cost) ? { name, isMet: cost <= most } : null;
}
