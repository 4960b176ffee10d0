import { migrationRequests } from '@/server/db/session-migration/store';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { getFlowId } from '../flow/internal';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type MigrationView, toMigrationView } from './view';

/** Lists the requests to move the sessions of a flow, the newest first. Throws not_found, and invalid_request for a malformed cursor. */
export async function listMigrations(
  ctx: ServiceContext,
  { flowId, cursor, limit }: PageRequest & { flowId: string },
): Promise<Page<MigrationView>> {
  requireOrgWideScope(ctx, 'flows:read');
  const orgId = requireScope(ctx, 'sessions:read');
  const after = requireTimeCursor(cursor);
  const id = await getFlowId(ctx, orgId, flowId);
  const rows = await migrationRequests.list(ctx.db, { orgId, flowId: id, after, take: limit + 1 });
  const page = toPage(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
  return { ...page, items: page.items.map(toMigrationView) };
}
