import { requireScope, type ServiceContext } from '../../context';
import { saveDraftWithChange } from '../draft/save-draft';
import type { FlowView } from '../view';
import { getVersionRow } from './get-version';

/** Copies a published version into the draft; callers are not affected until it is published. */
export async function restoreVersion(
  ctx: ServiceContext,
  { flowId, number, ifRev }: { flowId: string; number: number; ifRev?: number | undefined },
): Promise<FlowView> {
  const orgId = requireScope(ctx, 'flows:write');
  const { definition } = await getVersionRow(ctx, orgId, { flowId, number });
  const after = { draftOf: number };
  return saveDraftWithChange(ctx, { flowId, draft: definition, ifRev }, (_, { id, name }) => ({
    action: 'flow.restored',
    thingId: id,
    name,
    before: null,
    after,
  }));
}
