/*
 * recovery/own-people: owners and admins can hand over a reset link only to a person who belongs to no other
 *   organization and whose role they may grant. The use of the link checks this again, so that nobody takes over an
 *   account of another organization.
 */

import { findMember } from '@/server/db/member/store';
import { getUser } from '@/server/db/user/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { queueResetMail } from '../mail/queue-mail';
import { requireMayGrant } from '../member/require-may-grant';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { countResetMail } from './reset-throttle';
import { insertReset, RESET_LIFE_MS } from './reset-token';

/** `sent`: mailed to the person; nobody else sees it. */
export type ResetLink = { outcome: 'sent' } | { outcome: 'link'; token: string; expiresAt: Date };

const ELSEWHERE =
  'This person also belongs to another organization. Only they, or the operator of this server, can reset their password.';
const TOO_MANY = 'Three reset mails were sent to this person within the hour. They can use the last one.';

/**
 * Mails a member a reset link, or returns it when there is no mail server. Throws not_found, permission_denied, and
 * invalid_request for a member of several organizations.
 */
export async function createResetLink(
  ctx: ServiceContext,
  { userId }: { userId: string },
): Promise<ResetLink> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  requireFreshSignIn(ctx);
  const member = isUuid(userId) ? await findMember(ctx.db, { orgId, userId }) : null;
  if (!member) throw domainError('not_found', { thing: 'member', id: userId });
  requireMayGrant(ctx, member.role);
  const user = await getUser(ctx.db, { userId });
  const isSent = ctx.mail !== null;
  if (!isSent && user.orgIds.length > 1) throw refuse(ELSEWHERE);
  if (isSent && !(await countResetMail(ctx, user.email))) throw refuse(TOO_MANY);
  const change = {
    action: 'password.reset-requested' as const,
    thingId: userId,
    name: user.name,
    before: null,
    after: { by: isSent ? 'mail' : 'link' },
  };
  return withChange<ResetLink>(ctx, async (tx) => {
    if (isSent) {
      await queueResetMail(ctx, user.email, RESET_LIFE_MS, tx);
      return { result: { outcome: 'sent' }, change };
    }
    const token = await insertReset(ctx, user, { handedOverBy: orgId }, tx);
    const expiresAt = new Date(ctx.clock.now() + RESET_LIFE_MS);
    return { result: { outcome: 'link', token, expiresAt }, change };
  });
}

function refuse(message: string): Error {
  return domainError('invalid_request', { issues: [{ path: ['userId'], message }] });
}
