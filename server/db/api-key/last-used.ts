import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';

/** Notes when a key was last used; the audit log has no entry of it. */
export async function updateApiKeyLastUsedAt(
  db: Db,
  { orgId, id, at }: { orgId: string; id: string; at: Date },
): Promise<void> {
  const update = build.updateTable('apiKeys').set({ lastUsedAt: at }).where('orgId', '=', orgId);
  await countRows(db, update.where('id', '=', id));
}
