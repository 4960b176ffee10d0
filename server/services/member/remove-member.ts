import { noteRelease } from '@/server/db/assignee-release-store';
import type { ServiceContext } from '../context';
import { releaseSoon } from '../inbox/release-soon';
import { requireWholeOrg } from '../require-whole-org';
import { withLastOwner } from './with-last-owner';

/**
 * Ends a membership and with it every sign-in to the organization; whom they answered goes back into the queue. Throws
 * not_found, permission_denied, invalid_request for the last owner.
 */
export async function removeMember(ctx: ServiceContext, { userId }: { userId: string }): Promise<void> {
  const orgId = requireWholeOrg(ctx, 'settings:write');
  const since = new Date(ctx.clock.now());
  await withLastOwner(ctx, { orgId, userId, keepsOwner: false }, async (tx, { role, name }) => {
    await tx.prisma.member.delete({ where: { orgId_userId: { orgId, userId } } });
    await noteRelease(tx, { orgId, userId, since });
    return { action: 'member.removed', thingId: userId, name, before: { role }, after: null };
  });
  await releaseSoon(ctx, { orgId, userId });
}
