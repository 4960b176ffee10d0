import { z } from 'zod';
import { domainError } from '@/server/shared/errors';
import { isJsonObject, type JsonObject } from '@/server/shared/json';
import { requireScope, type ServiceContext } from '../context';
import { createFlow } from './create-flow';
import type { FlowView } from './view';

const flowFile = z.strictObject({
  format: z.literal('parley.flow'),
  slug: z.string(),
  name: z.string(),
  definition: z.custom<JsonObject>(isJsonObject, 'must be a JSON object'),
});

/** Creates a flow from a file, under the file's slug by default; throws slug_taken, invalid_request. */
export async function importFlow(
  ctx: ServiceContext,
  { file, slug }: { file: unknown; slug?: string | undefined },
): Promise<FlowView> {
  requireScope(ctx, 'flows:write');
  const parsed = flowFile.safeParse(file);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => ({
      path: ['file', ...path.map(toKey)],
      message,
    }));
    throw domainError('invalid_request', { issues });
  }
  const { name, definition } = parsed.data;
  return createFlow(ctx, { name, definition, slug: slug ?? parsed.data.slug });
}

function toKey(key: PropertyKey): string | number {
  return typeof key === 'symbol' ? String(key) : key;
}
