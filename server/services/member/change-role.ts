import { domainError } from '@/server/shared/errors';
import type { Role } from '@/server/shared/scopes';
import { recordChange } from '../audit/record-change';
import type { ServiceContext } from '../context';
import { requireWholeOrg } from '../require-whole-org';
import { requireMayGrant } from './may-grant';
import { withLastOwner } from './with-last-owner';

/** Gives a member another role. Throws not_found, permission_denied, invalid_request for the last owner. */
export async function changeRole(
  ctx: ServiceContext,
  { userId, role }: { userId: string; role: Role },
): Promise<void> {
  const orgId = requireWholeOrg(ctx, 'settings:write');
  requireMayGrant(ctx, role);
  const before = await withLastOwner(ctx, { orgId, userId, keepsOwner: role === 'owner' }, (tx) =>
    tx.member.update({ where: { orgId_userId: { orgId, userId } }, data: { role } }),
  );
  if (!before) throw domainError('not_found', { thing: 'member', id: userId });
  if (before.role === role) return;
  await recordChange(ctx, {
    action: 'member.changed',
    thingId: userId,
    name: before.name,
    before: { role: before.role },
    after: { role },
  });
}
