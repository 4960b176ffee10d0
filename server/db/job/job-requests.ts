/* The jobs of a flow, as people ask for them. */
import type { Db } from '../connection/transaction';
import { takeByOrganization } from '../statement/by-organization';
import { UNFINISHED_REPLAYS } from '../statement/checked-values';
import { build, findRow, listRows } from '../statement/query';
import { asJobs, type JobColumn, type JobKey, type JobRow, type JobTable } from './job-table';

type JobListing = {
  orgId: string;
  flowId: string;
  after: { at: Date; id: string } | null;
  take: number;
};

/** The statements by which people ask for the jobs of a table and read `shown` of them. */
export function createJobRequests<T extends JobTable, S extends JobColumn<T>>(name: T, shown: readonly S[]) {
  const table = asJobs(name);
  const columns = shown as unknown as readonly JobColumn<'replays'>[];
  type Shown = JobRow<T, S>;

  return {
    /** Counts the jobs of an organization that are not finished. */
    async countUnfinished(db: Db, orgId: string): Promise<number> {
      const unfinished = build
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('orgId', '=', orgId)
        .where('status', 'in', UNFINISHED_REPLAYS);
      return Number((await findRow(db, unfinished))?.count ?? 0);
    },

    /** Finds a job of a flow. */
    find(db: Db, { orgId, id, flowId }: JobKey & { flowId: string }): Promise<Shown | null> {
      const job = build.selectFrom(table).select(columns).where('orgId', '=', orgId).where('id', '=', id);
      return findRow(db, job.where('flowId', '=', flowId)) as Promise<Shown | null>;
    },

    /** Lists the jobs of a flow, the newest first. */
    list(db: Db, { orgId, flowId, after, take }: JobListing): Promise<Shown[]> {
      const jobs = build
        .selectFrom(table)
        .select(columns)
        .where('orgId', '=', orgId)
        .where('flowId', '=', flowId)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .limit(take);
      const listed =
        after === null
          ? jobs
          : jobs.where(({ eb, refTuple, tuple }) =>
              eb(refTuple('createdAt', 'id'), '<', tuple(after.at, after.id)),
            );
      return listRows(db, listed) as Promise<unknown> as Promise<Shown[]>;
    },

    /** Ends a job that is not finished, and returns it; null if it is. */
    cancel(db: Db, { orgId, id, at }: JobKey & { at: Date }): Promise<Shown | null> {
      const cancel = build
        .updateTable(table)
        .set({ status: 'canceled', finishedAt: at, dueAt: null, leasedBy: null })
        .where('orgId', '=', orgId)
        .where('id', '=', id)
        .where('status', 'in', UNFINISHED_REPLAYS);
      return findRow(db, cancel.returning(columns)) as Promise<Shown | null>;
    },
  };
}

/** Deletes up to `limit` jobs that were finished before a time; returns how many. */
export async function pruneJobs(
  db: Db,
  name: JobTable,
  { finishedBefore, limit }: { finishedBefore: Date; limit: number },
): Promise<number> {
  const table = asJobs(name);
  const old = build.selectFrom(table).where('finishedAt', '<', finishedBefore).orderBy('finishedAt');
  const deleted = await takeByOrganization({
    limit,
    find: (limit) => listRows(db, old.select(['orgId', 'id']).limit(limit)),
    take: (orgId, found) => {
      const ids = found.map(({ id }) => id);
      const remove = build.deleteFrom(table).where('orgId', '=', orgId).where('id', 'in', ids);
      return listRows(db, remove.returning('id'));
    },
  });
  return deleted.length;
}
