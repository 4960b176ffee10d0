import { deleteSecret as deleteSecretRow, findSecret } from '@/server/db/secret/store';
import { domainError } from '@/server/shared/errors';
import { isSecretName } from '@/server/shared/secret-name';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { toAuditedPlace, toStoredEnvironment } from '../environment/stored-environment';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { lockPlace, toSecretKey } from './secret-place';

/**
 * Deletes a secret with those of environments in its place, so that calls which name it fail from then on; with an environment besides
 * production, only the secret there. Throws not_found.
 */
export async function deleteSecret(
  ctx: ServiceContext,
  { name, environment: named }: { name: string; environment?: string | undefined },
): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const environment = toStoredEnvironment(named);
  await withChange(ctx, async (tx) => {
    await lockPlace(tx, { orgId, environment });
    const key = toSecretKey(orgId, name, environment);
    const before = isSecretName(name) ? await findSecret(tx, key) : null;
    const isRemoved = before !== null && (await deleteSecretRow(tx, key));
    if (!isRemoved) throw domainError('not_found', { thing: 'secret', id: name });
    const change = { action: 'secret.removed' as const, thingId: name, name };
    return {
      result: undefined,
      change: { ...change, before: { ...toAuditedPlace(environment), setAt: before.updatedAt }, after: null },
    };
  });
}
