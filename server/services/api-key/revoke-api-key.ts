import { markRevoked } from '@/server/db/api-key-store';
import { requireScope, type ServiceContext } from '../context';
import { getKeyRow } from './internal';
import { forgetKey } from './key-cache';
import { recordKey } from './record-key';
import { type ApiKeyView, toApiKeyView } from './view';

/** Ends a key for good: at once in this process, within 10 s in every other. Revoking it again changes nothing. */
export async function revokeApiKey(ctx: ServiceContext, { keyId }: { keyId: string }): Promise<ApiKeyView> {
  const orgId = requireScope(ctx, 'keys:write');
  const before = await getKeyRow(ctx, orgId, keyId);
  const now = ctx.clock.now();
  const isNews = await markRevoked(ctx.db, orgId, before.id, new Date(now));
  forgetKey(ctx, before.prefix);
  const key = toApiKeyView(await getKeyRow(ctx, orgId, before.id), now);
  if (isNews) await recordKey(ctx, 'api-key.revoked', toApiKeyView(before, now), key);
  return key;
}
