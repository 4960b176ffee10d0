import { migrationRequests } from '@/server/db/session-migration/store';
import { domainError } from '@/server/shared/errors';
import { requireScope, type ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { getMigration, type MigrationKey } from './get-migration';
import { type MigrationView, toMigrationView } from './view';

/**
 * Ends a request to move sessions; those that were moved stay moved. Throws not_found, and precondition_failed when it is
 * finished.
 */
export async function cancelMigration(ctx: ServiceContext, key: MigrationKey): Promise<MigrationView> {
  requireScope(ctx, 'sessions:read');
  const orgId = requireOrgWideScope(ctx, 'flows:write');
  const { id } = await getMigration(ctx, key);
  const canceled = await migrationRequests.cancel(ctx.db, { orgId, id, at: new Date(ctx.clock.now()) });
  if (canceled) return toMigrationView(canceled);
  throw domainError('precondition_failed', { current: (await getMigration(ctx, key)).status });
}
