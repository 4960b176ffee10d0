import { deleteMail, updateMail } from '@/server/db/mail/store';
import { findUserByEmail } from '@/server/db/user/store';
import type { Mail, OutgoingMail } from '@/server/gateways/mail';
import { recordSecurityEvent } from '../audit/record-security-event';
import type { Platform } from '../context';
import { composeMail } from '../mail/compose-mail';
import { sealMail } from '../mail/queue-mail';
import type { CallerOrigin } from '../origin';
import { insertReset, RESET_LIFE_MS } from './reset-token';

/**
 * Creates the reset link for an address and stores the mail in the row of the request, so that a retry sends the same
 * link. Deletes the row and returns null when nobody has the address.
 */
export async function makeResetMail(
  platform: Platform,
  { baseUrl }: Mail,
  mailId: string,
  { resetFor: email, origin }: { resetFor: string; origin?: CallerOrigin },
): Promise<OutgoingMail | null> {
  return platform.db.transaction(async (tx) => {
    const user = await findUserByEmail(tx, { email });
    if (!user) {
      await deleteMail(tx, { id: mailId });
      return null;
    }
    const event = { action: 'password.reset-requested', userId: user.id, actor: 'anonymous' } as const;
    await recordSecurityEvent({ ...platform, origin }, event, tx);
    const token = await insertReset(platform, user, { byMail: true }, tx);
    const mail = composeMail(email, { purpose: 'password-reset', link: `${baseUrl}/reset/${token}` });
    const expiresAt = new Date(platform.clock.now() + RESET_LIFE_MS);
    const sealed = sealMail(platform, mailId, { mail });
    await updateMail(tx, { id: mailId }, { sealed, expiresAt });
    return mail;
  });
}
