import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';

/** Revokes an open invitation; any other stays as it is. Throws not_found. */
export async function revokeInvitation(
  ctx: ServiceContext,
  { invitationId: id }: { invitationId: string },
): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  if (!isUuid(id)) throw domainError('not_found', { thing: 'invitation', id });
  await withChange(ctx, async (tx) => {
    const row = await tx.prisma.invitation.findUnique({ where: { orgId_id: { orgId, id } } });
    if (!row) throw domainError('not_found', { thing: 'invitation', id });
    const { count } = await tx.prisma.invitation.updateMany({
      where: { orgId, id, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date(ctx.clock.now()) },
    });
    const before = { email: row.email, role: row.role };
    const what = { action: 'invitation.revoked', thingId: id, name: row.email } as const;
    return { result: undefined, change: count === 0 ? null : { ...what, before, after: null } };
  });
}
