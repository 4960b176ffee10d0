import type { Db } from '../connection/transaction';
import type { TokenUsage } from '../session/row';
import { defineStatement } from '../statement/statement';

type SessionKey = { orgId: string; sessionId: string };

const lastUsage = defineStatement<SessionKey>(
  'find_last_usage',
  `SELECT t.usage FROM turns t
   WHERE t.org_id = :orgId AND t.session_id = :sessionId AND t.usage IS NOT NULL ORDER BY t.no DESC LIMIT 1`,
);

/** What the newest turn that used a model used; null when none did. */
export async function findLastUsage({ pool }: Db, key: SessionKey): Promise<TokenUsage | null> {
  return (await pool.query<{ usage: TokenUsage }>(lastUsage(key))).rows[0]?.usage ?? null;
}
