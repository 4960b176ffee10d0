import type { AuditedTransaction, Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** Somebody who may answer no longer; `since` is when that began. */
export type AssigneeRelease = { orgId: string; userId: string; since: Date };

const note = defineStatement<AssigneeRelease>(
  'note_assignee_release',
  `INSERT INTO assignee_releases (org_id, user_id, since) VALUES (:orgId, :userId, :since)
   ON CONFLICT (org_id, user_id) DO UPDATE SET since = excluded.since`,
);

/** Notes in the transaction that takes somebody's right to answer that their conversations are to be released. */
export async function upsertAssigneeRelease(
  { pool }: AuditedTransaction,
  release: AssigneeRelease,
): Promise<void> {
  await pool.query(note(release));
}

// Those who have no conversation now only wait for their time to pass, and must not take the places of others.
const list = defineStatement<{ overBefore: Date; limit: number }>(
  'list_assignee_releases',
  `SELECT org_id "orgId", user_id "userId", since FROM assignee_releases release
   WHERE since <= :overBefore OR EXISTS (
     SELECT 1 FROM sessions
     WHERE org_id = release.org_id AND assignee_id = release.user_id AND finished_at IS NULL)
   ORDER BY since, user_id LIMIT :limit`,
);

/** Lists the releases that have a conversation or began by `overBefore`, the oldest first. */
export async function listAssigneeReleases(
  { pool }: Db,
  params: { overBefore: Date; limit: number },
): Promise<AssigneeRelease[]> {
  return (await pool.query<AssigneeRelease>(list(params))).rows;
}

type Assignee = { orgId: string; userId: string };

const assigned = defineStatement<Assignee & { limit: number }>(
  'list_assigned_sessions',
  `SELECT id FROM sessions WHERE org_id = :orgId AND assignee_id = :userId AND finished_at IS NULL
   ORDER BY created_at LIMIT :limit`,
);

/** The running sessions that somebody answers, the oldest first. */
export async function listAssignedSessionIds(
  { pool }: Db,
  params: Assignee & { limit: number },
): Promise<string[]> {
  return (await pool.query<{ id: string }>(assigned(params))).rows.map(({ id }) => id);
}

const end = defineStatement<AssigneeRelease>(
  'end_assignee_release',
  'DELETE FROM assignee_releases WHERE org_id = :orgId AND user_id = :userId AND since = :since',
);

/** Forgets a release that is done, unless it was noted anew. */
export async function deleteAssigneeRelease({ pool }: Db, release: AssigneeRelease): Promise<void> {
  await pool.query(end(release));
}

const find = defineStatement<Assignee>(
  'find_assignee_release',
  'SELECT 1 FROM assignee_releases WHERE org_id = :orgId AND user_id = :userId',
);

/** Tells whether somebody lost the right to answer a short while ago. */
export async function hasAssigneeRelease({ pool }: Db, assignee: Assignee): Promise<boolean> {
  return (await pool.query(find(assignee))).rows.length > 0;
}
