import type { Database } from '@/server/db/connection/client';
import type { Things } from './make-things';

/** Ids of one organization by the name of the field that takes them. */
export type KnownIds = Readonly<Record<string, string>>;

// Tables of ids that the made things do not contain, by field name; `of` is the parent.
type Place = readonly [table: string, column: string, of?: readonly [column: string, field: string]];
const COLUMNS: Readonly<Record<string, Place>> = {
  versionId: ['flow_versions', 'id', ['flow_id', 'flowId']],
  userId: ['members', 'user_id'],
  invitationId: ['invitations', 'id'],
  id: ['canned_replies', 'id'],
  threadId: ['threads', 'id'],
  suggestionId: ['suggestions', 'id'],
};

/** Reads one id of every kind of the organization. */
export async function readKnownIds({ pool }: Database, { orgId, ids }: Things): Promise<KnownIds> {
  const found: Record<string, string> = {};
  for (const [field, [table, column, of]] of Object.entries(COLUMNS)) {
    const belongs = of ? `AND ${of[0]}::text = $2` : 'AND $2::text IS NULL';
    const { rows } = await pool.query<{ id: string }>(
      `SELECT ${column}::text id FROM ${table} WHERE org_id = $1 ${belongs} ORDER BY 1 LIMIT 1`,
      [orgId, of ? ids[of[1]] : null],
    );
    if (rows[0]) found[field] = rows[0].id;
  }
  return { ...ids, ...found };
}

// Other field names for the same id.
const SAME: Readonly<Record<string, string>> = {
  tenant_id: 'orgId',
  room_id: 'roomId',
  conversation_id: 'conversationId',
  wait_token: 'waitToken',
  thingId: 'sessionId',
  channelIds: 'channelId',
  flowIds: 'flowId',
  deliveryIds: 'deliveryId',
  sessionIds: 'sessionId',
  otherId: 'otherContactId',
  selected_reply_suggestion_id: 'suggestionId',
};

/** Returns the id that a field accepts. */
export function idFor(ids: KnownIds, field: string): string | undefined {
  return ids[SAME[field] ?? field];
}
