import { recordChange } from '../audit/record-change';
import { requireScope, type ServiceContext } from '../context';
import { getVersionRow } from './get-version';
import { saveDraft } from './save-draft';
import type { FlowView } from './view';

/** Copies a published version into the draft; callers notice nothing until it is published. */
export async function restoreVersion(
  ctx: ServiceContext,
  { flowId, number, ifRev }: { flowId: string; number: number; ifRev?: number | undefined },
): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:write');
  const { definition } = await getVersionRow(ctx, orgId, { flowId, number });
  const flow = await saveDraft(ctx, { flowId, draft: definition, ifRev });
  const after = { draftOf: number };
  await recordChange(ctx, { action: 'flow.restored', thingId: flowId, name: flow.name, before: null, after });
  return flow;
}
