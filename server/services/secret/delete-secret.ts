import { deleteSecret as deleteSecretRow, findSecret } from '@/server/db/secret/store';
import { domainError } from '@/server/shared/errors';
import { isSecretName } from '@/server/shared/secret-name';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';

/** Deletes a secret; calls that name it fail from then on. Throws not_found. */
export async function deleteSecret(ctx: ServiceContext, { name }: { name: string }): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  await withChange(ctx, async (tx) => {
    const before = isSecretName(name) ? await findSecret(tx, { orgId, name }) : null;
    const isRemoved = before !== null && (await deleteSecretRow(tx, { orgId, name }));
    if (!isRemoved) throw domainError('not_found', { thing: 'secret', id: name });
    const change = { action: 'secret.removed' as const, thingId: name, name };
    return { result: undefined, change: { ...change, before: { setAt: before.updatedAt }, after: null } };
  });
}
