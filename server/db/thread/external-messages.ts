// By hand: every message of the unified messaging API sends it.

import { toStoredJson } from '@/server/shared/stored-json';
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

// Turns whose row does not contain one of the ids are left out before their messages are taken apart.
const find = defineStatement<Wanted & { quotedIds: string[] }>(
  'find_external_messages',
  `SELECT m.content->>'externalId' "externalId", m.id, m.session_id "sessionId", m.turn_no "turnNo", t.id "threadId"
   FROM threads t
   JOIN sessions s ON s.org_id = t.org_id AND s.thread_id = t.id
   JOIN turns r ON r.org_id = s.org_id AND r.session_id = s.id
   CROSS JOIN LATERAL (
     SELECT m.* FROM messages m
     WHERE m.org_id = :orgId AND m.session_id = r.session_id AND m.turn_no = r.no OFFSET 0
   ) m
   WHERE t.org_id = :orgId AND t.channel_id = :channelId AND t.external_id = :threadExternalId
     AND EXISTS (SELECT 1 FROM unnest(:quotedIds::text[]) quoted WHERE strpos(r.messages::text, quoted) > 0)
     AND m.content->>'externalId' = ANY(:externalIds::text[])
   ORDER BY s.created_at, s.id, m.seq`,
);

/** Lists the messages of a thread, in all its sessions, with one of these ids of their caller's; the oldest first. */
export async function listExternalMessages({ pool }: Db, wanted: Wanted): Promise<ExternalMessageRow[]> {
  const quotedIds = wanted.externalIds.map(toStoredJson);
  return (await pool.query<ExternalMessageRow>(find({ ...wanted, quotedIds }))).rows;
}
