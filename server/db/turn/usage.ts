import type { Db } from '../connection/transaction';
import type { TokenUsage } from '../session/row';
import { build, findRow } from '../statement/query';

/** Finds the usage of the newest turn of a session that used a model. */
export async function findLastUsage(
  db: Db,
  { orgId, sessionId }: { orgId: string; sessionId: string },
): Promise<TokenUsage | null> {
  const used = build
    .selectFrom('turns')
    .select('usage')
    .where('orgId', '=', orgId)
    .where('sessionId', '=', sessionId)
    .where('usage', 'is not', null);
  return (await findRow(db, used.orderBy('no', 'desc').limit(1)))?.usage ?? null;
}
