import { upsertAssigneeRelease } from '@/server/db/assignee-release/store';
import { updateMember } from '@/server/db/member/store';
import { ROLE_SCOPES } from '@/server/shared/scopes';
import { removeBreakpointsOf } from '../breakpoint/remove-breakpoint';
import type { ServiceContext } from '../context';
import { tryReleaseConversations } from '../inbox/try-release-conversations';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { changeMember } from './change-member';
import { requireMayGrant } from './require-may-grant';
import { type ChangeRole, roleChangeSchema } from './schema';

/**
 * Gives a member another role. If the role may not answer, their conversations return to the queue. Throws not_found,
 * permission_denied, and invalid_request for the last owner.
 */
export async function changeRole(ctx: ServiceContext, input: ChangeRole): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  requireFreshSignIn(ctx);
  const { userId, role } = requireValid(roleChangeSchema, input);
  requireMayGrant(ctx, role);
  const mayAnswer = ROLE_SCOPES[role].includes('sessions:write');
  const mayDebug = ROLE_SCOPES[role].includes('sessions:debug');
  const since = new Date(ctx.clock.now());
  await changeMember(ctx, { orgId, userId, keepsOwner: role === 'owner' }, async (tx, before) => {
    if (before.role === role) return null;
    await updateMember(tx, { orgId, userId }, { role });
    if (!mayAnswer) await upsertAssigneeRelease(tx, { orgId, userId, since });
    const removed = mayDebug
      ? []
      : await removeBreakpointsOf(tx, { orgId, actors: [`user:${userId}`], at: since });
    const what = { action: 'member.changed', thingId: userId, name: before.name } as const;
    return [{ ...what, before: { role: before.role }, after: { role } }, ...removed];
  });
  if (!mayDebug) await ctx.breakpoints.refresh();
  if (!mayAnswer) await tryReleaseConversations(ctx, { orgId, userId });
}
