import { isDeepStrictEqual } from 'node:util';
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { type FlowPointers, lockFlowPointers, updateFlowPointers } from '@/server/db/flow/environments';
import type { FlowHead } from '@/server/db/flow/store';
import type { WeightedVersion } from '@/server/db/flow/stored-environments';
import {
  deleteTriggers,
  insertTriggers,
  isTriggerTaken,
  listVersionNumbers,
} from '@/server/db/flow-version/published';
import { findFlowVersion } from '@/server/db/flow-version/stored';
import type { Trigger } from '@/server/engine/definition/trigger';
import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireNoErrors } from '../flow/draft/require-no-errors';
import { findTriggerConflicts } from '../trigger/find-trigger-conflicts';
import { readTriggers } from '../trigger/read-triggers';
import { toNewTrigger } from '../trigger/view';
import { pointTo, readEnvironment } from './versions-in';
import { type FlowEnvironmentView, toFlowEnvironmentViews, toVersions } from './view';

type NewVersions = {
  orgId: string;
  flow: FlowHead;
  environment: string;
  action: 'flow.promoted' | 'flow.rolled-back';
  /** Chooses the versions by what the flow has, the first one with the triggers; may throw. */
  choose(pointers: FlowPointers): readonly WeightedVersion[];
};

/** Gives an environment versions of a flow, in production with the triggers of the first. Throws not_found, flow_invalid. */
export async function setVersions(ctx: ServiceContext, change: NewVersions): Promise<FlowEnvironmentView> {
  const { orgId, flow, environment } = change;
  const refused: { triggers: Trigger[] } = { triggers: [] };
  try {
    const pointers = await withChange(ctx, (tx) => commitVersions(tx, change, refused));
    ctx.programs.setPointers(orgId, flow.id, pointers);
    const [view] = await toFlowEnvironmentViews(ctx.db, { orgId, pointers, names: [environment] });
    if (!view) throw new Error('an environment has no view');
    return view;
  } catch (error) {
    if (!isTriggerTaken(error)) throw error;
    const own = { triggers: refused.triggers, ownSlugs: [flow.slug] };
    requireNoErrors(await findTriggerConflicts(ctx, orgId, own));
    throw error;
  }
}

async function commitVersions(
  tx: AuditedTransaction,
  { orgId, flow, environment, action, choose }: NewVersions,
  refused: { triggers: Trigger[] },
) {
  const flowId = flow.id;
  const pointers = await lockFlowPointers(tx, { orgId, flowId });
  if (!pointers) throw domainError('not_found', { thing: 'flow', id: flowId });
  const versions = [...choose(pointers)];
  const before = readEnvironment(pointers, environment)?.versions ?? [];
  if (isDeepStrictEqual(before, versions)) return { result: pointers, change: null };
  const moved = pointTo(pointers, environment, versions);
  await updateFlowPointers(tx, { orgId, flowId, ...moved });
  const { publishedVersionId } = moved;
  if (
    environment === PRODUCTION &&
    publishedVersionId &&
    publishedVersionId !== pointers.publishedVersionId
  ) {
    const stored = await findFlowVersion(tx, { orgId, versionId: publishedVersionId });
    refused.triggers = readTriggers(stored?.definition ?? null);
    await deleteTriggers(tx, { orgId, flowIds: [flowId] });
    const triggers = refused.triggers.map(toNewTrigger);
    await insertTriggers(tx, { orgId, flowId, versionId: publishedVersionId, triggers });
  }
  const ids = [...before, ...versions].map(({ id }) => id);
  const numbers = await listVersionNumbers(tx, { orgId, versionIds: ids });
  const shown = (list: readonly WeightedVersion[]) => ({
    [environment]: toVersions(list, numbers).map(({ number, weight }) => ({ number, weight })),
  });
  return {
    result: { ...moved, environmentsRev: pointers.environmentsRev + 1 },
    change: { action, thingId: flowId, name: flow.name, before: shown(before), after: shown(versions) },
  };
}
