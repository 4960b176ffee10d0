import { requireScope, type ServiceContext } from '../context';
import { getKeyRow } from './internal';
import { type ApiKeyView, toApiKeyView } from './view';

/** Returns a key of the organization; throws not_found. */
export async function getApiKey(ctx: ServiceContext, { keyId }: { keyId: string }): Promise<ApiKeyView> {
  const orgId = requireScope(ctx, 'keys:read');
  return toApiKeyView(await getKeyRow(ctx, orgId, keyId), ctx.clock.now());
}
