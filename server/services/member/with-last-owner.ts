import type { Prisma } from '@/server/db/generated/client';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Role } from '@/server/shared/scopes';
import type { ServiceContext } from '../context';
import { requireMayGrant } from './may-grant';

const LAST_OWNER = { path: ['role'], message: 'An organization keeps at least one owner.' };

type Change = { orgId: string; userId: string; keepsOwner: boolean };

/**
 * Changes a member and returns who they were; null when there is none. An organization keeps at least one owner, also
 * when two are changed at once. Throws invalid_request, permission_denied.
 */
export async function withLastOwner(
  ctx: ServiceContext,
  { orgId, userId, keepsOwner }: Change,
  change: (tx: Prisma.TransactionClient) => Promise<unknown>,
): Promise<{ role: Role; name: string } | null> {
  if (!isUuid(userId)) return null;
  return ctx.db.prisma.$transaction(async (tx) => {
    // Whoever changes members waits here for whoever is doing so; what is written in the organization meanwhile holds a key share.
    await tx.$executeRaw`SELECT 1 FROM organizations WHERE id = ${orgId}::uuid FOR NO KEY UPDATE`;
    const member = await tx.member.findUnique({
      where: { orgId_userId: { orgId, userId } },
      include: { user: true },
    });
    if (!member) return null;
    requireMayGrant(ctx, member.role);
    const owners = await tx.member.count({ where: { orgId, role: 'owner' } });
    if (member.role === 'owner' && !keepsOwner && owners === 1)
      throw domainError('invalid_request', { issues: [LAST_OWNER] });
    await change(tx);
    return { role: member.role, name: member.user.name };
  });
}
