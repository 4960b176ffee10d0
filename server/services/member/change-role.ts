import { upsertAssigneeRelease } from '@/server/db/assignee-release/store';
import { updateMember } from '@/server/db/member/store';
import { ROLE_SCOPES, type Role } from '@/server/shared/scopes';
import type { ServiceContext } from '../context';
import { tryReleaseConversations } from '../inbox/try-release-conversations';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { changeMember } from './change-member';
import { requireMayGrant } from './require-may-grant';

/**
 * Gives a member another role. If the role may not answer, their conversations return to the queue. Throws not_found,
 * permission_denied, and invalid_request for the last owner.
 */
export async function changeRole(
  ctx: ServiceContext,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  requireFreshSignIn(ctx);
  requireMayGrant(ctx, role);
  const mayAnswer = ROLE_SCOPES[role].includes('sessions:write');
  const since = new Date(ctx.clock.now());
  await changeMember(ctx, { orgId, userId, keepsOwner: role === 'owner' }, async (tx, before) => {
    if (before.role === role) return null;
    await updateMember(tx, { orgId, userId }, { role });
    if (!mayAnswer) await upsertAssigneeRelease(tx, { orgId, userId, since });
    const what = { action: 'member.changed', thingId: userId, name: before.name } as const;
    return { ...what, before: { role: before.role }, after: { role } };
  });
  if (!mayAnswer) await tryReleaseConversations(ctx, { orgId, userId });
}
