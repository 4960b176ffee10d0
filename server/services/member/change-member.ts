import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Role } from '@/server/shared/scopes';
import { type Change, withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireMayGrant } from './require-may-grant';

const LAST_OWNER = { path: ['role'], message: 'An organization keeps at least one owner.' };

type MemberChange = { orgId: string; userId: string; keepsOwner: boolean };

/** A member before the change. */
export type ChangedMember = { role: Role; name: string };

/**
 * Changes a member together with its audit record. An organization keeps at least one owner, also under concurrent
 * changes. Throws not_found, invalid_request, permission_denied.
 */
export async function changeMember(
  ctx: ServiceContext,
  { orgId, userId, keepsOwner }: MemberChange,
  change: (tx: AuditedTransaction, member: ChangedMember) => Promise<Change | Change[] | null>,
): Promise<void> {
  if (!isUuid(userId)) throw domainError('not_found', { thing: 'member', id: userId });
  await withChange(ctx, async (tx) => {
    // Serializes changes of members without blocking writes in the organization, which take a key share lock.
    await tx.prisma.$executeRaw`SELECT 1 FROM organizations WHERE id = ${orgId}::uuid FOR NO KEY UPDATE`;
    const member = await tx.prisma.member.findUnique({
      where: { orgId_userId: { orgId, userId } },
      include: { user: true },
    });
    if (!member) throw domainError('not_found', { thing: 'member', id: userId });
    requireMayGrant(ctx, member.role);
    const owners = await tx.prisma.member.count({ where: { orgId, role: 'owner' } });
    if (member.role === 'owner' && !keepsOwner && owners === 1)
      throw domainError('invalid_request', { issues: [LAST_OWNER] });
    return { result: undefined, change: await change(tx, { role: member.role, name: member.user.name }) };
  });
}
