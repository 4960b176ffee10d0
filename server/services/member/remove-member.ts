import type { ApiKeyRow } from '@/server/db/api-key/store';
import { upsertAssigneeRelease } from '@/server/db/assignee-release/store';
import { deleteMember } from '@/server/db/member/store';
import { invalidateKey } from '../api-key/key-cache';
import { requireMemberKeys, revokeMemberKeys } from '../api-key/member-keys';
import type { Change } from '../audit/with-change';
import { removeBreakpointsOf } from '../breakpoint/remove-breakpoint';
import type { ServiceContext } from '../context';
import { tryReleaseConversations } from '../inbox/try-release-conversations';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireFreshSignIn } from '../sign-in/require-fresh-sign-in';
import { changeMember } from './change-member';

export type RemoveMember = {
  userId: string;
  /** Keys of the member that stay active; all others are revoked. */
  keptKeyIds?: readonly string[] | undefined;
};

/**
 * Ends a membership, its sign-ins to the organization, and the member's API keys except `keptKeyIds`; their
 * conversations return to the queue. Throws not_found, permission_denied, and invalid_request for the last owner and
 * for a kept key of somebody else.
 */
export async function removeMember(
  ctx: ServiceContext,
  { userId, keptKeyIds = [] }: RemoveMember,
): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  requireFreshSignIn(ctx);
  const at = new Date(ctx.clock.now());
  await requireMemberKeys(ctx, { orgId, userId, keptKeyIds, at });
  let ended: ApiKeyRow[] = [];
  await changeMember(ctx, { orgId, userId, keepsOwner: false }, async (tx, { role, name }) => {
    await deleteMember(tx, { orgId, userId });
    await upsertAssigneeRelease(tx, { orgId, userId, since: at });
    const { revoked, changes } = await revokeMemberKeys(tx, { orgId, userId, keptKeyIds, at });
    ended = revoked;
    const removed: Change = {
      ...{ action: 'member.removed', thingId: userId, name },
      before: { role },
      after: null,
    };
    const breakpoints = await removeBreakpointsOf(tx, { orgId, actors: [`user:${userId}`], at });
    return [removed, ...changes, ...breakpoints];
  });
  for (const { prefix } of ended) invalidateKey(ctx, prefix);
  await ctx.breakpoints.refresh();
  await tryReleaseConversations(ctx, { orgId, userId });
}
