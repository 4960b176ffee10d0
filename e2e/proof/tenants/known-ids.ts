import type { Database } from '@/server/db/client';
import type { Things } from '../support/make-things';

/** Ids of one organization by the name of the field that takes them. */
export type KnownIds = Readonly<Record<string, string>>;

// Where the rows are whose ids things do not name, by the field that takes such an id.
const COLUMNS: Readonly<Record<string, readonly [table: string, column: string]>> = {
  versionId: ['flow_versions', 'id'],
  userId: ['members', 'user_id'],
  invitationId: ['invitations', 'id'],
  id: ['canned_replies', 'id'],
  threadId: ['threads', 'id'],
  suggestionId: ['suggestions', 'id'],
};

/** Names one id of every kind that the organization has. */
export async function readKnownIds({ pool }: Database, { orgId, ids }: Things): Promise<KnownIds> {
  const found: Record<string, string> = {};
  for (const [field, [table, column]] of Object.entries(COLUMNS)) {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT ${column}::text id FROM ${table} WHERE org_id = $1 ORDER BY 1 LIMIT 1`,
      [orgId],
    );
    if (rows[0]) found[field] = rows[0].id;
  }
  return { ...ids, ...found };
}
