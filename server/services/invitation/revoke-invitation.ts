import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { recordChange } from '../audit/record-change';
import type { ServiceContext } from '../context';
import { requireWholeOrg } from '../require-whole-org';

/** Makes an open invitation useless; any other stays as it is. Throws not_found. */
export async function revokeInvitation(
  ctx: ServiceContext,
  { invitationId: id }: { invitationId: string },
): Promise<void> {
  const orgId = requireWholeOrg(ctx, 'settings:write');
  const { invitation } = ctx.db.prisma;
  const row = isUuid(id) ? await invitation.findUnique({ where: { orgId_id: { orgId, id } } }) : null;
  if (!row) throw domainError('not_found', { thing: 'invitation', id });
  const { count } = await invitation.updateMany({
    where: { orgId, id, acceptedAt: null, revokedAt: null },
    data: { revokedAt: new Date(ctx.clock.now()) },
  });
  if (count === 0) return;
  const before = { email: row.email, role: row.role };
  await recordChange(ctx, {
    action: 'invitation.revoked',
    thingId: id,
    name: row.email,
    before,
    after: null,
  });
}
