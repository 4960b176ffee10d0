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
  let count = 0;
  for (const orgId of (await getUser(tx, { userId })).orgIds) {
    const rows = await listApiKeysOfUser(tx, { orgId, userId });
    for (const row of rows) {
      const revoked = await revokeRow(tx, row, at);
      if (revoked.length > 0) count += 1;
      changes.push(...revoked.map((change) => ({ ...change, by: { type: 'system', orgId } as const })));
      invalidateKey(ctx, row.prefix);
    }
  }
  return { count, changes };
}
