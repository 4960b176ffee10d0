import { lockOrganization } from '@/server/db/lock/rows';
import { insertMigration, migrationRequests } from '@/server/db/session-migration/store';
import { withChange } from '../audit/with-change';
import { actorName, requireScope, type ServiceContext } from '../context';
import { getFlowHead } from '../flow/internal';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireWithinLimit } from '../require-within-limit';
import { readTarget } from './read-target';
import { type MigrationView, toMigrationView } from './view';

/** The most requests of an organization that are not finished. */
const MOST_UNFINISHED = 10;

export type StartMigration = {
  flowId: string;
  /** The number of the version; that of the published one by default. */
  version?: number | undefined;
};

/**
 * Queues a request to move the live sessions of a flow to a version; a worker moves those that can. Throws not_found,
 * flow_not_published and limit_exceeded.
 */
export async function startMigration(
  ctx: ServiceContext,
  { flowId, version: number }: StartMigration,
): Promise<MigrationView> {
  requireScope(ctx, 'sessions:read');
  const orgId = requireOrgWideScope(ctx, 'flows:write');
  const flow = await getFlowHead(ctx, orgId, flowId);
  const { version } = await readTarget(ctx, { orgId, flowId: flow.id, number });
  const at = new Date(ctx.clock.now());
  const id = ctx.ids.uuid(at.getTime());
  return withChange(ctx, async (tx) => {
    await lockOrganization(tx, { orgId });
    const unfinished = await migrationRequests.countUnfinished(tx, orgId);
    requireWithinLimit('unfinished migrations', MOST_UNFINISHED, unfinished + 1);
    const row = await insertMigration(tx, {
      ...{ orgId, id, flowId: flow.id, versionId: version.id, versionNumber: version.number },
      ...{ createdBy: actorName(ctx.actor), at },
    });
    const after = { migration: id, version };
    const what = { thingId: flow.id, name: flow.name, before: null, after };
    return { result: toMigrationView(row), change: { action: 'flow.sessions-moved', ...what } };
  });
}
