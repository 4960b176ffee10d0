import { expect, it } from 'vitest';
import type { TurnToCount, UncountedSession } from '@/server/db/coverage/uncounted';
import type { SessionStatus } from '@/server/db/statement/checked-values';
import { countOutcome } from './count-outcome';

const AT = new Date('2030-01-31T10:00:00Z');
const FIRST = 'version-1';

const session = (turnNo: number, status: SessionStatus): UncountedSession => ({
  ...{ id: 's', flowId: 'f', versionId: FIRST, channelId: null, createdAt: AT },
  ...{ status, turnNo, isWithPeople: false, counted: null },
});

const turn = (no: number, part: Partial<TurnToCount>): TurnToCount => ({
  ...{ sessionId: 's', no, at: AT, visits: null, type: 'message', status: 'awaiting_input' },
  ...{ tokens: 0, costMicros: 0, ratings: null, fromVersionId: null, toVersionId: null, ...part },
});

const after = (of: UncountedSession, counted: { outcomeNo: number; outcome: object }) =>
  ({ ...of, counted: { versionId: FIRST, turnNo: 1, ...counted } }) as UncountedSession;

const measures = (of: UncountedSession, turns: TurnToCount[], upTo: number) => {
  const change = countOutcome(of, turns, { firstVersionId: FIRST, upTo });
  return { ...change, measures: change.outcomeCounts.map(({ measure }) => measure) };
};

it('counts the end of a session with its last turn, and no second time', () => {
  const part = measures(session(2, 'completed'), [turn(1, {})], 1);
  expect(part.measures).toEqual(['started']);
  const ended = measures(after(session(2, 'completed'), part), [turn(2, { status: 'completed' })], 2);
  expect(ended.measures).toEqual(['ended', 'ended_alone']);
  const later = measures(after(session(3, 'completed'), ended), [turn(3, { tokens: 5 })], 3);
  expect(later.measures).toEqual(['tokens']);
  expect(later).toMatchObject({ outcomeBefore: 2, outcomeNo: 3, outcome: { isEnded: true } });
});

it('counts for the day and the version that the session began on', () => {
  const moved = { ...session(1, 'failed'), versionId: 'version-2', channelId: 'c' };
  const { outcomeCounts } = measures(moved, [turn(1, { status: 'failed' })], 1);
  const place = { day: '2030-01-31T00:00:00.000Z', flowId: 'f', versionId: FIRST, channel: 'c' };
  expect(outcomeCounts).toEqual(
    ['started', 'ended', 'failed'].map((measure) => ({ ...place, measure, bucket: 0, amount: 1 })),
  );
});
