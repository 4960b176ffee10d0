import { shorten } from '@/server/shared/shorten';
import { requireScope, type ServiceContext } from '../context';
import { createFlow } from './create-flow';
import { exportFlow } from './export-flow';
import { MAX_NAME_CHARS } from './schema';
import type { FlowView } from './view';

/** Creates a flow with the draft, the tests and the tags of another one; throws not_found. */
export async function duplicateFlow(
  ctx: ServiceContext,
  { flowId, name }: { flowId: string; name?: string | undefined },
): Promise<FlowView> {
  requireScope(ctx, 'flows:write');
  const { name: own, definition, tests, tags } = await exportFlow(ctx, { flowId });
  const copied = name ?? shorten(`Copy of ${own}`, MAX_NAME_CHARS);
  return createFlow(ctx, { name: copied, definition, tests, tags });
}
