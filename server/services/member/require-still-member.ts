import { hasAssigneeRelease } from '@/server/db/assignee-release/store';
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { lockMember } from '@/server/db/lock/rows';
import { domainError } from '@/server/shared/errors';
import type { Scope } from '@/server/shared/scopes';
import type { ServiceContext } from '../context';

/**
 * Refuses a person whose membership ended after their request was accepted, so that they leave no credential behind.
 * A concurrent removal waits for the transaction and then sees its rows. Throws permission_denied.
 */
export async function requireStillMember(
  tx: AuditedTransaction,
  { actor }: Pick<ServiceContext, 'actor'>,
  scope: Scope,
): Promise<void> {
  if (actor.type !== 'user') return;
  const { orgId, userId } = actor;
  if (await lockMember(tx, { orgId, userId })) return;
  if (await hasAssigneeRelease(tx, { orgId, userId })) throw domainError('permission_denied', { scope });
}
