import { listApiKeysOfUser } from '@/server/db/api-key/store';
import type { AuditedTransaction } from '@/server/db/connection/transaction';
import { getUser } from '@/server/db/user/store';
import type { Change } from '../audit/with-change';
import type { BaseContext } from '../context';
import { invalidateKey } from './key-cache';
import { revokeRow } from './revoke-api-key';

/** Revokes all keys that a person created, in every organization that they belong to. */
export async function revokeKeysCreatedBy(
  ctx: BaseContext,
  tx: AuditedTransaction,
  userId: string,
): Promise<{ count: number; changes: Change[] }> {
  const at = new Date(ctx.clock.now());
  const changes: Change[] = [];
  for (const orgId of (await getUser(tx, { userId })).orgIds) {
    const rows = await listApiKeysOfUser(tx, { orgId, userId });
    for (const row of rows) {
      const change = await revokeRow(tx, row, at);
      if (change) changes.push({ ...change, by: { type: 'system', orgId } });
      invalidateKey(ctx, row.prefix);
    }
  }
  return { count: changes.length, changes };
}
