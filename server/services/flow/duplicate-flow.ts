import { requireScope, type ServiceContext } from '../context';
import { createFlow } from './create-flow';
import { exportFlow } from './export-flow';
import type { FlowView } from './view';

const MAX_NAME = 200;

/** Creates a flow with the draft, the tests and the tags of another one; throws not_found. */
export async function duplicateFlow(
  ctx: ServiceContext,
  { flowId, name }: { flowId: string; name?: string | undefined },
): Promise<FlowView> {
  requireScope(ctx, 'flows:write');
  const { name: own, definition, tests, tags } = await exportFlow(ctx, { flowId });
  return createFlow(ctx, { name: name ?? `Copy of ${own}`.slice(0, MAX_NAME), definition, tests, tags });
}
