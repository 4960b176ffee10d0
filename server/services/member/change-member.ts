import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { lockOrganization } from '@/server/db/lock/rows';
import { countOwners, findMember } from '@/server/db/member/store';
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
    await lockOrganization(tx, { orgId });
    const member = await findMember(tx, { orgId, userId });
    if (!member) throw domainError('not_found', { thing: 'member', id: userId });
    requireMayGrant(ctx, member.role);
    const owners = await countOwners(tx, { orgId });
    if (member.role === 'owner' && !keepsOwner && owners === 1)
      throw domainError('invalid_request', { issues: [LAST_OWNER] });
    return { result: undefined, change: await change(tx, { role: member.role, name: member.name }) };
  });
}
