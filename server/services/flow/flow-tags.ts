import { listFlowTags as listFlowTagRows, updateFlowTags } from '@/server/db/flow/tags';
import { withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { getFlowHead, getFlowRow } from './internal';
import { flowTagsSchema } from './schema';
import { toStoredTags, toTagList } from './tag-keys';

const MOST_LISTED = 500;

/** Lists the tags that flows of the organization have, in order, at most 500. */
export async function listFlowTags(ctx: ServiceContext): Promise<string[]> {
  const orgId = requireScope(ctx, 'flows:read');
  return listFlowTagRows(ctx.db, { orgId, take: MOST_LISTED });
}

/** Gives a flow these tags and no others, and returns them. Throws not_found, invalid_request. */
export async function setFlowTags(
  ctx: ServiceContext,
  input: { flowId: string; tags: string[] },
): Promise<string[]> {
  const orgId = requireScope(ctx, 'flows:write');
  const tags = toStoredTags(requireValid(flowTagsSchema, { tags: input.tags }).tags);
  const flow = await getFlowRow(ctx, orgId, input.flowId);
  const [before, after] = [toTagList(flow.tags), toTagList(tags)];
  if (JSON.stringify(before) === JSON.stringify(after)) return after;
  const isDone = await withChange(ctx, async (tx) => {
    const result = await updateFlowTags(tx, { orgId, flowId: flow.id, tags });
    const change = {
      action: 'flow.tagged',
      thingId: flow.id,
      name: flow.name,
      before: { tags: before },
      after: { tags: after },
    } as const;
    return { result, change: result ? change : null };
  });
  // Somebody else archived it meanwhile.
  if (!isDone) await getFlowHead(ctx, orgId, flow.id);
  return after;
}
