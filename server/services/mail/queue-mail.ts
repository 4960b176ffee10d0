/*
 * mail/kept-until-sent: a mail is a row that is written with what it is about and deleted once an SMTP server has taken
 *   it; until then it is tried again with growing pauses, and given up after a day, or when its link has lapsed.
 * mail/sealed: recipient, subject and body are sealed in the row and stand in no log.
 */

import type { Db } from '@/server/db/connection/transaction';
import { insertMail } from '@/server/db/mail/store';
import type { OutgoingMail } from '@/server/gateways/mail';
import type { BaseContext, Platform } from '../context';
import type { CallerOrigin } from '../origin';
import { composeMail, type MailContent } from './compose-mail';
import type { Notice } from './notice-templates';

/** What a row holds: a mail, or the address for which a reset link is made when it is sent. */
export type SealedMail = { mail: OutgoingMail } | { resetFor: string; origin?: CallerOrigin };

const LIFE_MS = 24 * 3_600_000;

/** Queues a mail to one person; given a transaction, it is kept with it. Does nothing where no mail is set up. */
export async function queueMail(
  platform: Platform,
  to: string,
  content: MailContent,
  db: Db = platform.db,
): Promise<void> {
  if (!platform.mail) return;
  await insertSealed(platform, content.purpose, { mail: composeMail(to, content) }, LIFE_MS, db);
}

/** Queues a notice to a person about their account; does nothing where no mail is set up, or the person is gone. */
export async function queueNotice(
  platform: Platform,
  userId: string,
  notice: Notice,
  db: Db = platform.db,
): Promise<void> {
  if (!platform.mail) return;
  const user = await db.prisma.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (user) await queueMail(platform, user.email, { ...notice, baseUrl: platform.mail.baseUrl }, db);
}

/** Queues a reset link for whoever has this address; whether anybody has is looked at when it is sent. */
export async function queueResetMail(
  acting: BaseContext,
  email: string,
  lifeMs: number,
  db: Db = acting.db,
): Promise<void> {
  const { origin } = acting;
  const asked = { resetFor: email, ...(origin && { origin }) };
  await insertSealed(acting, 'password-reset', asked, lifeMs, db);
}

/** Seals a mail for its row. */
export function sealMail({ secrets }: Pick<Platform, 'secrets'>, id: string, mail: SealedMail): string {
  return secrets.seal(JSON.stringify(mail), toMailContext(id));
}

/** Opens a mail of a row; throws an Error when its secret is gone. */
export function openMail({ secrets }: Pick<Platform, 'secrets'>, id: string, sealed: string): SealedMail {
  return JSON.parse(secrets.open(sealed, toMailContext(id)));
}

/** Where a mail's text is sealed. */
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
