import { updateFlowAsArchived } from '@/server/db/flow/archive';
import { withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { getFlowHead } from './internal';

/** Archives a flow: it starts no new sessions and frees its slug; running sessions continue; restoreFlow brings it back. Throws not_found. */
export async function archiveFlow(ctx: ServiceContext, { flowId }: { flowId: string }): Promise<void> {
  const orgId = requireScope(ctx, 'flows:write');
  const { id, name, slug } = await getFlowHead(ctx, orgId, flowId);
  await withChange(ctx, async (tx) => {
    const result = await updateFlowAsArchived(tx, { orgId, flowId: id, at: new Date(ctx.clock.now()) });
    const change = {
      action: 'flow.archived',
      thingId: id,
      name,
      before: { name, slug },
      after: null,
    } as const;
    // Somebody else archived it meanwhile.
    return { result, change: result ? change : null };
  });
}
