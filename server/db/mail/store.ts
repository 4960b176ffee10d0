import type { Selectable } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows, listRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A mail that waits to be sent. */
export type MailRow = Pick<
  Selectable<Tables['mails']>,
  'id' | 'purpose' | 'sealed' | 'attempts' | 'expiresAt'
>;

export type NewMail = Omit<MailRow, 'attempts'> & { createdAt: Date };

/** Stores a mail that is due at once. */
export async function insertMail(db: Db, mail: NewMail): Promise<void> {
  await countRows(db, build.insertInto('mails').values({ ...mail, dueAt: mail.createdAt }));
}

/** Takes mails that are due and that no other process takes at this moment, and counts an attempt of each; none is due again before `nextAt`. */
export function claimMails(
  db: Db,
  { now, nextAt, limit }: { now: Date; nextAt: Date; limit: number },
): Promise<MailRow[]> {
  const due = build
    .selectFrom('mails')
    .select('id')
    .where('dueAt', '<=', now)
    .orderBy('dueAt')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const claim = build
    .updateTable('mails')
    .set((eb) => ({ attempts: eb('attempts', '+', 1), dueAt: nextAt }))
    .where('id', 'in', due)
    .returning(['id', 'purpose', 'sealed', 'attempts', 'expiresAt']);
  return listRows(db, claim);
}

/** Sets a mail's next attempt, or its text and expiry. */
export async function updateMail(
  db: Db,
  { id }: { id: string },
  change: { dueAt: Date } | { sealed: string; expiresAt: Date },
): Promise<void> {
  await countRows(db, build.updateTable('mails').set(change).where('id', '=', id));
}

/** Deletes a mail that was sent or is not tried again. */
export async function deleteMail(db: Db, { id }: { id: string }): Promise<void> {
  await countRows(db, build.deleteFrom('mails').where('id', '=', id));
}
