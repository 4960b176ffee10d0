import type { Actor } from '@/server/services/context';
import { domainError } from '@/server/shared/errors';

/**
 * Throws permission_denied when the path names another organization than the credential's, also one that does not
 * exist.
 */
export function requireOrganization({ orgId }: Actor, named: string | undefined): void {
  if (named === undefined || named.toLowerCase() === orgId) return;
  throw domainError('permission_denied', { scope: null });
}
