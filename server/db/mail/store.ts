import type { Db } from '../connection/transaction';

/** A mail that waits to be sent. */
export type MailRow = { id: string; purpose: string; sealed: string; attempts: number; expiresAt: Date };

export type NewMail = Pick<MailRow, 'id' | 'purpose' | 'sealed' | 'expiresAt'> & { createdAt: Date };

/** Stores a mail that is due at once. */
export async function insertMail({ prisma }: Db, mail: NewMail): Promise<void> {
  await prisma.mail.create({ data: { ...mail, dueAt: mail.createdAt } });
}

/** Takes mails that are due and counts a try of each; none is due again before `nextAt`. Others' are left alone. */
export async function claimMails(
  { pool }: Db,
  { now, nextAt, limit }: { now: Date; nextAt: Date; limit: number },
): Promise<MailRow[]> {
  const text = `UPDATE mails SET attempts = attempts + 1, due_at = $2 WHERE id IN
    (SELECT id FROM mails WHERE due_at <= $1 ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)
    RETURNING id, purpose, sealed, attempts, expires_at "expiresAt"`;
  return (await pool.query<MailRow>({ text, values: [now, nextAt, limit] })).rows;
}

/** Says when a mail is tried again. */
export async function updateMailDueAt({ prisma }: Db, id: string, dueAt: Date): Promise<void> {
  await prisma.mail.updateMany({ where: { id }, data: { dueAt } });
}

/** Deletes a mail that was sent or is given up. */
export async function deleteMail({ prisma }: Db, id: string): Promise<void> {
  await prisma.mail.deleteMany({ where: { id } });
}
