import { markRevoked } from '@/server/db/api-key-store';
import { requireScope, type ServiceContext } from '../context';
import { getKeyRow } from './internal';
import { forgetKey } from './key-cache';
import { type ApiKeyView, toApiKeyView } from './view';

/** Ends a key for good: at once in this process, within 10 s in every other. Revoking it again changes nothing. */
export async function revokeApiKey(ctx: ServiceContext, { keyId }: { keyId: string }): Promise<ApiKeyView> {
  const orgId = requireScope(ctx, 'keys:write');
  const { prefix, id } = await getKeyRow(ctx, orgId, keyId);
  const now = ctx.clock.now();
  await markRevoked(ctx.db, orgId, id, new Date(now));
  forgetKey(ctx, prefix);
  return toApiKeyView(await getKeyRow(ctx, orgId, id), now);
}
