/*
 * The jobs that workers do.
 *
 * job/one-holder  A worker has a job while its lease lasts and renews it with its progress; one whose lease is over, or
 *    whose job was canceled, writes nothing more.
 */
import type { JsonObject } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import type { ReplayStatus } from '../statement/checked-values';
import { build, countRows, listRows } from '../statement/query';
import { asJobs, type JobColumn, type JobKey, type JobRow, type JobTable } from './job-table';

export type HeldJob = JobKey & { processId: string };
type JobClaim = { now: Date; leaseUntil: Date; processId: string; limit: number };
/** `result` is what was found so far, where that is of use before the end. */
export type JobProgress = { done: number; total: number | null; result?: JsonObject };
export type JobOutcome =
  | { status: Extract<ReplayStatus, 'completed'>; done: number; total: number; result: JsonObject }
  | { status: Extract<ReplayStatus, 'failed'>; failure: string };

/** The statements by which workers take the jobs of a table, with the columns `claimed`, and store what comes of them. */
export function createJobLeases<T extends JobTable, C extends JobColumn<T>>(name: T, claimed: readonly C[]) {
  const table = asJobs(name);
  return {
    claim: createClaim(name, claimed),

    /** Stores how far a job is and renews its lease; false when this process does not have it any more. */
    async renew(
      db: Db,
      { leaseUntil, done, total, result, ...job }: HeldJob & JobProgress & { leaseUntil: Date },
    ): Promise<boolean> {
      return (
        (await countRows(
          db,
          updateHeld(table, job).set({
            ...{ dueAt: leaseUntil, done, total },
            ...(result && { result: toStoredJson(result) }),
          }),
        )) === 1
      );
    },

    /** Stores the outcome of a job; false when this process does not have it any more. */
    async finish(
      db: Db,
      { at, outcome, ...job }: HeldJob & { at: Date; outcome: JobOutcome },
    ): Promise<boolean> {
      const stored = 'result' in outcome ? { ...outcome, result: toStoredJson(outcome.result) } : outcome;
      const finish = updateHeld(table, job).set({ ...stored, finishedAt: at, dueAt: null, leasedBy: null });
      return (await countRows(db, finish)) === 1;
    },

    /** Lets another process take a job at once, as if this one had not taken it. */
    async release(db: Db, { at, ...job }: HeldJob & { at: Date }): Promise<void> {
      await countRows(
        db,
        updateHeld(table, job).set((eb) => ({
          status: 'pending',
          attempts: eb('attempts', '-', 1),
          dueAt: at,
          leasedBy: null,
        })),
      );
    },
  };
}

function updateHeld(table: 'replays', { orgId, id, processId }: HeldJob) {
  return build
    .updateTable(table)
    .where('orgId', '=', orgId)
    .where('id', '=', id)
    .where('leasedBy', '=', processId);
}

/** Takes jobs that are due and that no other process takes at this moment, the oldest first, and counts an attempt of each. */
function createClaim<T extends JobTable, C extends JobColumn<T>>(name: T, claimed: readonly C[]) {
  const table = asJobs(name);
  const columns = claimed as unknown as readonly JobColumn<'replays'>[];
  type Claimed = JobRow<T, C>;
  return (db: Db, { now, leaseUntil, processId, limit }: JobClaim): Promise<Claimed[]> => {
    const due = build.selectFrom(table).where('dueAt', '<=', now).orderBy('dueAt');
    return takeByOrganization({
      limit,
      find: (limit) => listRows(db, due.select(['orgId', 'id']).limit(limit)),
      take: (orgId, found) => {
        const ids = found.map(({ id }) => id);
        const own = due
          .select('id')
          .where('orgId', '=', orgId)
          .where('id', 'in', ids)
          .forUpdate()
          .skipLocked();
        const claim = build
          .updateTable(table)
          .set((eb) => ({
            status: 'running',
            attempts: eb('attempts', '+', 1),
            dueAt: leaseUntil,
            leasedBy: processId,
          }))
          .where('orgId', '=', orgId)
          .where('id', 'in', own)
          .returning(columns);
        return listRows(db, claim) as Promise<unknown> as Promise<Claimed[]>;
      },
    });
  };
}
