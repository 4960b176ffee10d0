/*
 * mail/kept-until-sent: a mail is a row that commits with its cause and is deleted when an SMTP server has accepted
 *   it. It is retried with growing pauses, and dropped after a day or when its link has expired.
 * mail/sealed: recipient, subject and body are stored sealed and never logged.
 */

import type { Db } from '@/server/db/connection/transaction';
import { insertMail } from '@/server/db/mail/store';
import { findUser } from '@/server/db/user/store';
import type { OutgoingMail } from '@/server/gateways/mail';
import type { BaseContext, Platform } from '../context';
import type { CallerOrigin } from '../origin';
import { composeMail, type MailContent } from './compose-mail';
import type { Notice } from './notice-templates';

/** The content of a row: a mail, or the address of a reset link that is created when it is sent. */
export type SealedMail = { mail: OutgoingMail } | { resetFor: string; origin?: CallerOrigin };

const LIFE_MS = 24 * 3_600_000;

/** Queues a mail to one person, with `db` in its transaction. Does nothing without a mail server. */
export async function queueMail(
  platform: Platform,
  to: string,
  content: MailContent,
  db: Db = platform.db,
): Promise<void> {
  if (!platform.mail) return;
  await insertSealed(platform, content.purpose, { mail: composeMail(to, content) }, LIFE_MS, db);
}

/** Queues a notice to a person about their account; does nothing without a mail server or an account. */
export async function queueNotice(
  platform: Platform,
  userId: string,
  notice: Notice,
  db: Db = platform.db,
): Promise<void> {
  if (!platform.mail) return;
  const user = await findUser(db, { userId });
  if (user) await queueMail(platform, user.email, { ...notice, baseUrl: platform.mail.baseUrl }, db);
}

/** Queues a reset link to an address; the sender checks whether it has an account. */
export async function queueResetMail(
  ctx: BaseContext,
  email: string,
  lifeMs: number,
  db: Db = ctx.db,
): Promise<void> {
  const { origin } = ctx;
  const asked = { resetFor: email, ...(origin && { origin }) };
  await insertSealed(ctx, 'password-reset', asked, lifeMs, db);
}

/** Seals a mail for its row. */
export function sealMail({ secrets }: Pick<Platform, 'secrets'>, id: string, mail: SealedMail): string {
  return secrets.seal(JSON.stringify(mail), toMailContext(id));
}

/** Opens the mail of a row; throws an Error when its secret is missing. */
export function openMail({ secrets }: Pick<Platform, 'secrets'>, id: string, sealed: string): SealedMail {
  return JSON.parse(secrets.open(sealed, toMailContext(id)));
}

/** The encryption context of a mail. */
export function toMailContext(id: string): string {
  return `mail:${id}`;
}

async function insertSealed(
  platform: Platform,
  purpose: string,
  mail: SealedMail,
  lifeMs: number,
  db: Db,
): Promise<void> {
  const now = platform.clock.now();
  const id = platform.ids.uuid(now);
  await insertMail(db, {
    id,
    purpose,
    sealed: sealMail(platform, id, mail),
    createdAt: new Date(now),
    expiresAt: new Date(now + lifeMs),
  });
}
