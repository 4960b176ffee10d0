import { sql } from 'kysely';
import type { Db, Transaction } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import type { OutcomeMeasure } from '../statement/checked-values';
import { build, countRows, listRows } from '../statement/query';
import type { Outcome } from './stored-outcome';

/** Where the outcomes of a session are counted: the beginning of a day in UTC, and `api` for no channel. */
type OutcomePlace = { day: string; flowId: string; versionId: string; channel: string };

export type OutcomeCount = OutcomePlace & { measure: OutcomeMeasure; bucket: number; amount: number };

/** What turns of a session add, and the number of the last turn whose outcomes were counted before. */
export type OutcomeChange = {
  outcomeBefore: number;
  outcomeNo: number;
  outcome: Outcome;
  outcomeCounts: OutcomeCount[];
};

/** Adds outcomes to the counts of their places; rows are locked by their keys. */
export async function addOutcomeCounts(
  tx: Transaction,
  orgId: string,
  counts: readonly OutcomeCount[],
): Promise<void> {
  const sums = new Map<string, OutcomeCount>();
  for (const count of counts) {
    const { day, flowId, versionId, channel, measure, bucket } = count;
    const key = [day, flowId, versionId, channel, measure, bucket].join('/');
    sums.set(key, { ...count, amount: (sums.get(key)?.amount ?? 0) + count.amount });
  }
  if (sums.size === 0) return;
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  const add = build
    .insertInto('outcomeCounts')
    .values(rows.map(([, { day, ...row }]) => ({ orgId, day: new Date(day), ...row })))
    .onConflict((conflict) =>
      conflict
        .columns(['orgId', 'day', 'flowId', 'versionId', 'channel', 'measure', 'bucket'])
        .doUpdateSet({ amount: sql`outcome_counts.amount + excluded.amount` }),
    );
  await countRows(tx, add);
}

/** Deletes the counts of about `limit` rows of days before a time, the oldest first; returns how many rows. */
export async function pruneOutcomeCounts(
  db: Db,
  { before, limit }: { before: Date; limit: number },
): Promise<number> {
  const old = build.selectFrom('outcomeCounts').where('day', '<', before).orderBy('day');
  const deleted = await takeByOrganization({
    limit,
    find: (limit) => listRows(db, old.select(['orgId', 'day']).limit(limit)),
    take: async (orgId, found) => {
      const days = [...new Set(found.map(({ day }) => day.getTime()))].map((day) => new Date(day));
      const own = build.deleteFrom('outcomeCounts').where('orgId', '=', orgId).where('day', 'in', days);
      return listRows(db, own.returning('day'));
    },
  });
  return deleted.length;
}
