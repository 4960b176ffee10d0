import { describe, expect, it } from 'vitest';
import { toVerdict } from './goals';
import type { PeerRow, PeerRun } from './peer-row';

const RUN: PeerRun = {
  perSecond: 100,
  p50: 1,
  p99: 10,
  answered: 100,
  failed: 0,
  serverMs: 0.7,
  postgresMs: 0.46,
  loadMs: 0.1,
  bytes: 1_200,
  wal: 1_501,
  firstFailure: '',
};

const toRow = (name: string, runs: Partial<PeerRun>[], at: Partial<PeerRow> = {}): PeerRow => ({
  mode: 'turns only',
  atOnce: 8,
  name,
  runs: runs.map((run) => ({ ...RUN, ...run })),
  ...at,
});

describe('the goals', () => {
  it('compare requests a second round by round', () => {
    const byHand = toRow('hand-written', [{ perSecond: 100 }, { perSecond: 10 }, { perSecond: 50 }]);
    const slower = toRow('Parley', [{ perSecond: 99 }, { perSecond: 200 }, { perSecond: 49 }]);
    const faster = toRow('Parley', [{ perSecond: 101 }, { perSecond: 11 }, { perSecond: 40 }]);
    expect(toVerdict(byHand, [byHand, slower])).toBe('≥ 1 missed');
    expect(toVerdict(byHand, [byHand, faster])).toBe('≥ 1 met');
  });

  it('are for the costs of a turn, and the p99 beside the hand-written server', () => {
    const byHand = toRow('hand-written', [{ p99: 9 }]);
    const parley = toRow('Parley', [{}]);
    expect(toVerdict(parley, [byHand, parley])).toBe(
      'server ≤ 0.7 ms met; PostgreSQL ≤ 0.45 ms missed; bytes ≤ 1200 met; WAL ≤ 1500 missed; p99 ≤ hand-written missed',
    );
  });

  it('leave out a cost that could not be read, and rows without goals', () => {
    const parley = toRow('Parley', [{ serverMs: Number.NaN, postgresMs: Number.NaN }]);
    expect(toVerdict(parley, [parley])).toBe('bytes ≤ 1200 met; WAL ≤ 1500 missed');
    const alone = toRow('Parley', [{}], { atOnce: 1 });
    const byHand = toRow('hand-written', [{}], { atOnce: 1 });
    expect([alone, byHand].map((row) => toVerdict(row, [alone, byHand]))).toEqual(['', '']);
  });
});
