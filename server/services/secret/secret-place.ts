import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { lockOrganization } from '@/server/db/lock/rows';
import { getOrganization } from '@/server/db/organization/store';
import type { SecretKey } from '@/server/db/secret/store';
import { requireStored } from '../environment/stored-environment';

/** The key of a secret, by the environment that has it in place of the organization's; null for the latter. */
export function toSecretKey(orgId: string, name: string, environment: string | null): SecretKey {
  return { orgId, name, environment: environment ?? '' };
}

/**
 * Locks the secrets of an organization for a change, so that no environment gets one in place of a secret that is being deleted. Throws
 * not_found without the environment.
 */
export async function lockPlace(
  tx: AuditedTransaction,
  { orgId, environment }: { orgId: string; environment: string | null },
): Promise<void> {
  await lockOrganization(tx, { orgId });
  if (environment !== null) requireStored((await getOrganization(tx, { orgId })).environments, environment);
}
