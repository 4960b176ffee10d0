import { findArchivedFlow, isSlugTaken, updateFlowAsRestored } from '@/server/db/flow/archive';
import type { FlowHead } from '@/server/db/flow/store';
import { deleteTriggers, insertTriggers, isTriggerTaken } from '@/server/db/flow-version/published';
import { findFlowVersion } from '@/server/db/flow-version/stored';
import type { Trigger } from '@/server/engine/definition/trigger';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { type Change, withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { findTriggerConflicts } from '../trigger/find-trigger-conflicts';
import { readTriggers } from '../trigger/read-triggers';
import { toNewTrigger } from '../trigger/view';
import { requireNoErrors } from './draft/require-no-errors';
import { getFlow } from './get-flow';
import { restoreSchema } from './schema';
import type { FlowView } from './view';

export type RestoreFlowInput = {
  /** The id of the flow, because its slug may be another flow's now. */
  flowId: string;
  /** Default: the slug that the flow had. */
  slug?: string | undefined;
};

/**
 * Restores an archived flow with its published version and its triggers; one that is not archived stays as it is. Throws
 * not_found, slug_taken, and flow_invalid when another flow has one of its triggers.
 */
export async function restoreFlow(
  ctx: ServiceContext,
  { flowId, ...given }: RestoreFlowInput,
): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:write');
  const { slug } = requireValid(restoreSchema, given);
  const archived = isUuid(flowId) ? await findArchivedFlow(ctx.db, { orgId, flowId }) : null;
  if (!archived) return getFlow(ctx, { flowId });
  const triggers = await listTriggers(ctx, orgId, archived);
  const requireFreeTriggers = async () =>
    requireNoErrors(await findTriggerConflicts(ctx, orgId, { triggers, ownSlugs: [] }));
  await requireFreeTriggers();
  const restored = { ...archived, slug: slug ?? archived.slug };
  try {
    await commitRestored(ctx, orgId, restored, triggers);
  } catch (error) {
    if (isSlugTaken(error)) throw domainError('slug_taken', { slug: restored.slug });
    if (isTriggerTaken(error)) await requireFreeTriggers();
    throw error;
  }
  return getFlow(ctx, { flowId });
}

async function listTriggers(ctx: ServiceContext, orgId: string, { versionId }: FlowHead): Promise<Trigger[]> {
  const version = versionId === null ? null : await findFlowVersion(ctx.db, { orgId, versionId });
  return version ? readTriggers(version.definition) : [];
}

async function commitRestored(
  ctx: ServiceContext,
  orgId: string,
  { id: flowId, versionId, name, slug }: FlowHead,
  triggers: readonly Trigger[],
): Promise<void> {
  await withChange(ctx, async (tx) => {
    const isRestored = await updateFlowAsRestored(tx, { orgId, flowId, slug, at: new Date(ctx.clock.now()) });
    // Somebody else restored it meanwhile.
    if (!isRestored) return { result: null, change: null };
    await deleteTriggers(tx, { orgId, flowIds: [flowId] });
    if (versionId !== null)
      await insertTriggers(tx, { orgId, flowId, versionId, triggers: triggers.map(toNewTrigger) });
    const change: Change = {
      action: 'flow.unarchived',
      thingId: flowId,
      name,
      before: null,
      after: { name, slug },
    };
    return { result: null, change };
  });
}
