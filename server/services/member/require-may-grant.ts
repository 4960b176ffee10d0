import { domainError } from '@/server/shared/errors';
import type { Role } from '@/server/shared/scopes';
import type { ServiceContext } from '../context';

/** Only owners may grant or revoke the role owner; throws permission_denied. */
export function requireMayGrant({ actor }: ServiceContext, role: Role): void {
  if (role !== 'owner') return;
  if (actor.type === 'user' && actor.role === 'owner') return;
  throw domainError('permission_denied', { scope: null });
}
