import type { Insertable, Selectable } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

type Note = Tables['conversationNotes'];
/** A note with the name of its author, null once that person is deleted. */
export type NoteRow = Pick<Selectable<Note>, 'id' | 'userId' | 'text' | 'createdAt'> & {
  authorName: string | null;
};

type Conversation = { orgId: string; sessionId: string };

/** Lists the notes of a conversation, the oldest first. */
export function listNotes(
  db: Db,
  { orgId, sessionId, take }: Conversation & { take: number },
): Promise<NoteRow[]> {
  const notes = build
    .selectFrom('conversationNotes as n')
    .leftJoin('users as u', 'u.id', 'n.userId')
    .select(['n.id', 'n.userId', 'n.text', 'n.createdAt', 'u.name as authorName'])
    .where('n.orgId', '=', orgId)
    .where('n.sessionId', '=', sessionId);
  return listRows(db, notes.orderBy('n.id').limit(take));
}

/** Counts the notes of a conversation. */
export function countNotes(db: Db, { orgId, sessionId }: Conversation): Promise<number> {
  const notes = build.selectFrom('conversationNotes').select('id').where('orgId', '=', orgId);
  return countRows(db, notes.where('sessionId', '=', sessionId));
}

/** Stores a note; throws foreign_key_violation without its conversation. */
export async function insertNote(db: Db, note: Insertable<Note>): Promise<void> {
  await countRows(db, build.insertInto('conversationNotes').values(note));
}

/** Deletes a note of a person; false when there is none. */
export async function deleteNote(
  db: Db,
  { orgId, sessionId, userId, id }: Conversation & { userId: string; id: string },
): Promise<boolean> {
  const note = build
    .deleteFrom('conversationNotes')
    .where('orgId', '=', orgId)
    .where('sessionId', '=', sessionId)
    .where('id', '=', id)
    .where('userId', '=', userId);
  return (await countRows(db, note)) === 1;
}
