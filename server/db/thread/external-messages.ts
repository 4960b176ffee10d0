// By hand: every message of the unified messaging API sends it.
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** A message with its caller's own id. */
export type ExternalMessageRow = {
  externalId: string;
  id: string;
  sessionId: string;
  turnNo: number;
  threadId: string;
};

type Wanted = { orgId: string; channelId: string; threadExternalId: string; externalIds: readonly string[] };

const find = defineStatement<Wanted>(
  'find_external_messages',
  `SELECT m.content->>'externalId' "externalId", m.id, m.session_id "sessionId", m.turn_no "turnNo", t.id "threadId"
   FROM threads t
   JOIN sessions s ON s.org_id = t.org_id AND s.thread_id = t.id
   JOIN messages m ON m.org_id = s.org_id AND m.session_id = s.id
   WHERE t.org_id = :orgId AND t.channel_id = :channelId AND t.external_id = :threadExternalId
     AND m.content->>'externalId' = ANY(:externalIds::text[])
   ORDER BY s.created_at, s.id, m.seq`,
);

/** Lists the messages of a thread, in all its sessions, with one of these ids of their caller's; the oldest first. */
export async function listExternalMessages({ pool }: Db, wanted: Wanted): Promise<ExternalMessageRow[]> {
  return (await pool.query<ExternalMessageRow>(find(wanted))).rows;
}
