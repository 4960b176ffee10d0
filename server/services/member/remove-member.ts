import { domainError } from '@/server/shared/errors';
import { recordChange } from '../audit/record-change';
import type { ServiceContext } from '../context';
import { requireWholeOrg } from '../require-whole-org';
import { withLastOwner } from './with-last-owner';

/**
 * Ends a membership and with it every sign-in to the organization; whom they answered goes back into the queue. Throws
 * not_found, permission_denied, invalid_request for the last owner.
 */
export async function removeMember(ctx: ServiceContext, { userId }: { userId: string }): Promise<void> {
  const orgId = requireWholeOrg(ctx, 'settings:write');
  const at = new Date(ctx.clock.now());
  const before = await withLastOwner(ctx, { orgId, userId, keepsOwner: false }, async (tx) => {
    await tx.member.delete({ where: { orgId_userId: { orgId, userId } } });
    // Whoever was being answered waits for somebody else from now on.
    await tx.session.updateMany({
      where: { orgId, assigneeId: userId, finishedAt: null },
      data: { assigneeId: null, waitingSince: at },
    });
  });
  if (!before) throw domainError('not_found', { thing: 'member', id: userId });
  await recordChange(ctx, {
    action: 'member.removed',
    thingId: userId,
    name: before.name,
    before: { role: before.role },
    after: null,
  });
}
