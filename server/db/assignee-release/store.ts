import type { Selectable } from 'kysely';
import type { AuditedTransaction, Db } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `assignee_releases`: a person who lost the right to answer at `since`. */
export type AssigneeRelease = Selectable<Tables['assigneeReleases']>;

type Assignee = { orgId: string; userId: string };

/** Records that a person's conversations must be released, in the transaction that ends their right to answer. */
export async function upsertAssigneeRelease(
  tx: AuditedTransaction,
  { orgId, userId, since }: AssigneeRelease,
): Promise<void> {
  const upsert = build
    .insertInto('assigneeReleases')
    .values({ orgId, userId, since })
    .onConflict((conflict) => conflict.columns(['orgId', 'userId']).doUpdateSet({ since }));
  await countRows(tx, upsert);
}

/** Lists the releases that have a conversation or began by `overBefore`, the oldest first. */
export function listAssigneeReleases(
  db: Db,
  { overBefore, limit }: { overBefore: Date; limit: number },
): Promise<AssigneeRelease[]> {
  // Releases without a conversation only wait for their time to pass, and must not take the places of others.
  const releases = build
    .selectFrom('assigneeReleases as release')
    .selectAll()
    .where(({ eb, exists, or, selectFrom }) =>
      or([
        eb('release.since', '<=', overBefore),
        exists(
          selectFrom('sessions')
            .select('sessions.id')
            .whereRef('sessions.orgId', '=', 'release.orgId')
            .whereRef('sessions.assigneeId', '=', 'release.userId')
            .where('sessions.finishedAt', 'is', null),
        ),
      ]),
    );
  return listRows(db, releases.orderBy('since').orderBy('userId').limit(limit));
}

/** Lists the ids of the running sessions assigned to a person, oldest first. */
export async function listAssignedSessionIds(
  db: Db,
  { orgId, userId, limit }: Assignee & { limit: number },
): Promise<string[]> {
  const sessions = build
    .selectFrom('sessions')
    .select('id')
    .where('orgId', '=', orgId)
    .where('assigneeId', '=', userId)
    .where('finishedAt', 'is', null);
  return (await listRows(db, sessions.orderBy('createdAt').limit(limit))).map(({ id }) => id);
}

/** Deletes a release that is done, unless it was noted anew. */
export async function deleteAssigneeRelease(
  db: Db,
  { orgId, userId, since }: AssigneeRelease,
): Promise<void> {
  const release = build.deleteFrom('assigneeReleases').where('orgId', '=', orgId);
  await countRows(db, release.where('userId', '=', userId).where('since', '=', since));
}

/** Whether a person lost the right to answer recently. */
export async function hasAssigneeRelease(db: Db, { orgId, userId }: Assignee): Promise<boolean> {
  const release = build.selectFrom('assigneeReleases').select('since').where('orgId', '=', orgId);
  return (await findRow(db, release.where('userId', '=', userId))) !== null;
}
