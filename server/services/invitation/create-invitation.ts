import type { Transaction } from '@/server/db/connection/transaction';
import { insertInvitation } from '@/server/db/invitation/store';
import { findMemberByEmail } from '@/server/db/member/store';
import { getOrganization } from '@/server/db/organization/store';
import { findUser } from '@/server/db/user/store';
import { domainError } from '@/server/shared/errors';
import type { Role } from '@/server/shared/scopes';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { hashSecret } from '../hash-secret';
import { makeLinkToken } from '../link-token';
import { queueMail } from '../mail/queue-mail';
import { requireMayGrant } from '../member/require-may-grant';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { type CreateInvitation, newInvitationSchema } from './schema';
import { type InvitationView, toInvitationView } from './view';

const LIFE_MS = 7 * 86_400_000;

/**
 * Invites a person for seven days, by mail if configured; `token` is the secret of the link. Throws invalid_request,
 * also for an existing member, and permission_denied for a role that the caller may not grant.
 */
export async function createInvitation(
  ctx: ServiceContext,
  input: CreateInvitation,
): Promise<{ invitation: InvitationView; token: string }> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  requireFreshSignIn(ctx);
  const { email, role } = requireValid(newInvitationSchema, input);
  requireMayGrant(ctx, role);
  await requireStranger(ctx, orgId, email);
  const now = ctx.clock.now();
  const token = makeLinkToken(ctx.ids);
  const data = {
    orgId,
    id: ctx.ids.uuid(now),
    email,
    role,
    tokenHash: hashSecret(token),
    handedOver: ctx.mail ? 'mail' : 'link',
    createdBy: ctx.actor.type === 'user' ? ctx.actor.userId : null,
    createdAt: new Date(now),
    expiresAt: new Date(now + LIFE_MS),
  };
  const row = await withChange(ctx, async (tx) => {
    const result = await insertInvitation(tx, data);
    await mailLink(ctx, result, token, tx);
    const what = { action: 'invitation.created', thingId: result.id, name: email } as const;
    return { result, change: { ...what, before: null, after: { email, role } } };
  });
  return { invitation: toInvitationView(row, now), token };
}

async function mailLink(
  ctx: ServiceContext,
  { orgId, email, role }: { orgId: string; email: string; role: Role },
  token: string,
  tx: Transaction,
): Promise<void> {
  if (!ctx.mail) return;
  const { name: organization } = await getOrganization(tx, { orgId });
  const inviter = ctx.actor.type === 'user' ? await findUser(tx, { userId: ctx.actor.userId }) : null;
  const invitedBy = inviter?.name ?? null;
  const link = `${ctx.mail.baseUrl}/join/${token}`;
  await queueMail(ctx, email, { purpose: 'invitation', organization, role, invitedBy, link }, tx);
}

async function requireStranger(ctx: ServiceContext, orgId: string, email: string): Promise<void> {
  if (!(await findMemberByEmail(ctx.db, { orgId, email }))) return;
  const message = 'This person is already a member.';
  throw domainError('invalid_request', { issues: [{ path: ['email'], message }] });
}
