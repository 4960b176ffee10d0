import { requireScope, type ServiceContext } from '../context';
import { getFlowRow, toObject } from './internal';
import { toTagField } from './tag-keys';
import { readTestField } from './test/read-tests';
import { getVersionRow } from './version/get-version';
import type { FlowFile } from './view';

/** Exports the draft of a flow, or the published version `number`, as a file. */
export async function exportFlow(
  ctx: ServiceContext,
  { flowId, number }: { flowId: string; number?: number | undefined },
): Promise<FlowFile> {
  const orgId = requireScope(ctx, 'flows:read');
  const { id, slug, name, draft, tags } = await getFlowRow(ctx, orgId, flowId);
  const definition =
    number === undefined ? draft : (await getVersionRow(ctx, orgId, { flowId, number })).definition;
  return {
    format: 'parley.flow',
    slug,
    name,
    definition: toObject(definition),
    ...(await readTestField(ctx.db, { orgId, flowId: id })),
    ...toTagField(tags),
  };
}
