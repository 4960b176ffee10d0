import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A row of `canned_replies`. */
export type CannedReplyRow = Selectable<Tables['cannedReplies']>;

type CannedReplyKey = { orgId: string; id: string };

/** Lists an organization's canned replies by title. */
export function listCannedReplies(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<CannedReplyRow[]> {
  const replies = build.selectFrom('cannedReplies').selectAll().where('orgId', '=', orgId);
  return listRows(db, replies.orderBy('title').limit(take));
}

/** Counts an organization's canned replies. */
export function countCannedReplies(db: Db, { orgId }: { orgId: string }): Promise<number> {
  return countRows(db, build.selectFrom('cannedReplies').select('id').where('orgId', '=', orgId));
}

/** Stores a canned reply; throws unique_violation where another one has its title. */
export async function insertCannedReply(db: Db, reply: Insertable<Tables['cannedReplies']>): Promise<void> {
  await countRows(db, build.insertInto('cannedReplies').values(reply));
}

/** Changes a canned reply; false when there is none. Throws unique_violation where another one has its title. */
export async function updateCannedReply(
  db: Db,
  { orgId, id }: CannedReplyKey,
  change: Pick<CannedReplyRow, 'title' | 'text' | 'updatedAt'>,
): Promise<boolean> {
  const update = build.updateTable('cannedReplies').set(change);
  return (await countRows(db, update.where('orgId', '=', orgId).where('id', '=', id))) === 1;
}

/** Deletes a canned reply; false when there is none. */
export async function deleteCannedReply(db: Db, { orgId, id }: CannedReplyKey): Promise<boolean> {
  const reply = build.deleteFrom('cannedReplies').where('orgId', '=', orgId).where('id', '=', id);
  return (await countRows(db, reply)) === 1;
}
