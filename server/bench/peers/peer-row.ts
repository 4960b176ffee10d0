import type { Measure } from '../load';
import { median } from '../table';

/** One run of a party; times in ms and bytes are for each request, NaN where nothing could be read. */
export type PeerRun = Measure & {
  serverMs: number;
  postgresMs: number;
  loadMs: number;
  bytes: number;
  wal: number;
  firstFailure: string;
};

/** The runs of a party, round by round. */
export type PeerRow = { mode: string; name: string; atOnce: number; runs: PeerRun[] };

export const PARLEY = 'Parley';

export function medianOf(row: PeerRow, pick: (run: PeerRun) => number): number {
  return median(row.runs.map(pick));
}

/** Requests a second of a row against another's of the same round, median over the rounds. */
export function ratioOf(row: PeerRow, other: PeerRow): number {
  return median(row.runs.map((run, round) => run.perSecond / (other.runs[round]?.perSecond ?? Number.NaN)));
}

/** The row of another server in the same mode, with as many at once. */
export function findRow(rows: readonly PeerRow[], { mode, atOnce }: PeerRow, name: string): PeerRow | null {
  return rows.find((row) => row.mode === mode && row.atOnce === atOnce && row.name === name) ?? null;
}
