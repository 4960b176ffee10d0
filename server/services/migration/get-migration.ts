import { migrationRequests } from '@/server/db/session-migration/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import { getFlowId } from '../flow/internal';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type MigrationView, toMigrationView } from './view';

export type MigrationKey = { flowId: string; migrationId: string };

/** Returns a request to move sessions with its progress and findings. Throws not_found. */
export async function getMigration(
  ctx: ServiceContext,
  { flowId, migrationId }: MigrationKey,
): Promise<MigrationView> {
  requireOrgWideScope(ctx, 'flows:read');
  const orgId = requireScope(ctx, 'sessions:read');
  const key = { orgId, flowId: await getFlowId(ctx, orgId, flowId), id: migrationId };
  const row = isUuid(migrationId) ? await migrationRequests.find(ctx.db, key) : null;
  if (row) return toMigrationView(row);
  throw domainError('not_found', { thing: 'migration', id: migrationId });
}
