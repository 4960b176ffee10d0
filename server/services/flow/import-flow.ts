import { requireScope, type ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { createFlow } from './create-flow';
import { flowFileSchema } from './schema';
import { requireTests } from './test/require-tests';
import type { FlowView } from './view';

/** Creates a flow from a file, under the file's slug by default; throws slug_taken, invalid_request. */
export async function importFlow(
  ctx: ServiceContext,
  { file, slug }: { file: unknown; slug?: string | undefined },
): Promise<FlowView> {
  requireScope(ctx, 'flows:write');
  const { name, definition, tests, tags, ...given } = requireValid(flowFileSchema, file, ['file']);
  requireTests(tests ?? [], ['file', 'tests']);
  return createFlow(ctx, { name, definition, slug: slug ?? given.slug, tests, tags });
}
