import { type ApiKeyRow, updateApiKeyAsRevoked } from '@/server/db/api-key/store';
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { type Change, withChange } from '../audit/with-change';
import { removeBreakpointsOf } from '../breakpoint/remove-breakpoint';
import { requireScope, type ServiceContext } from '../context';
import { getKeyRow } from './internal';
import { invalidateKey } from './key-cache';
import { toKeyChange } from './key-change';
import { type ApiKeyView, toApiKeyView } from './view';

/** Revokes a key for good: at once in this process, within 10 s in others. Revoking it again changes nothing. */
export async function revokeApiKey(ctx: ServiceContext, { keyId }: { keyId: string }): Promise<ApiKeyView> {
  const orgId = requireScope(ctx, 'keys:write');
  const before = await getKeyRow(ctx, orgId, keyId);
  const at = new Date(ctx.clock.now());
  await withChange(ctx, async (tx) => {
    return { result: undefined, change: await revokeRow(tx, before, at) };
  });
  invalidateKey(ctx, before.prefix);
  await ctx.breakpoints.refresh();
  return toApiKeyView(await getKeyRow(ctx, orgId, before.id), at.getTime());
}

/** Revokes a key in a transaction and removes its breakpoints; no change when it is already revoked. */
export async function revokeRow(tx: AuditedTransaction, row: ApiKeyRow, at: Date): Promise<Change[]> {
  const { orgId, id } = row;
  const isNews = await updateApiKeyAsRevoked(tx, { orgId, id, at });
  if (!isNews) return [];
  const after = toApiKeyView({ ...row, revokedAt: at }, at.getTime());
  const revoked = toKeyChange('api-key.revoked', toApiKeyView(row, at.getTime()), after);
  return [revoked, ...(await removeBreakpointsOf(tx, { orgId, actors: [`key:${id}`], at }))];
}
