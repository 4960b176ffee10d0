import {
  deleteConnection as deleteConnectionRow,
  findConnection,
} from '@/server/db/service-connection/store';
import { CONNECTION_NAME } from '@/server/shared/connection-name';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { toAuditedConnection } from './to-audited-connection';

/** Deletes a connection; calls that name it fail from then on. Throws not_found. */
export async function deleteConnection(ctx: ServiceContext, { name }: { name: string }): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  await withChange(ctx, async (tx) => {
    const before = CONNECTION_NAME.test(name) ? await findConnection(tx, { orgId, name }) : null;
    const isRemoved = before !== null && (await deleteConnectionRow(tx, { orgId, name }));
    if (!isRemoved) throw domainError('not_found', { thing: 'connection', id: name });
    const change = { action: 'connection.removed' as const, thingId: name, name };
    return { result: undefined, change: { ...change, before: toAuditedConnection(before), after: null } };
  });
}
