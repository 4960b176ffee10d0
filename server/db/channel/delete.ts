/*
 * Deletes a channel.
 *
 * channel/sessions-stay  Its sessions stay readable: open ones end by a turn of their own, and all of them lose channel
 *    and thread.
 * channel/all-or-nothing  The deletion happens completely or not at all.
 * channel/lock-order  Locks are taken in the order in which turns take them: thread, session, channel. A start in a new
 *    thread meanwhile makes the deletion fail, and then all of it is done again.
 */

import type { AuditedTransaction } from '../connection/transaction';
import { hasSqlState } from '../statement/sqlstate';
import { defineStatement } from '../statement/statement';
import type { ChannelKey } from './store';

export type EndedSession = { id: string; turnNo: number };

const LOCK_THREADS = defineStatement<ChannelKey>(
  'remove_channel_lock_threads',
  'SELECT 1 FROM threads WHERE org_id = :orgId AND channel_id = :channelId FOR UPDATE',
);

const END_SESSIONS = defineStatement<ChannelKey & { at: Date }>(
  'remove_channel_end_sessions',
  `WITH moved AS (
     UPDATE sessions s SET status = 'ended', finished_at = :at::timestamptz, last_activity_at = :at::timestamptz,
       turn_no = s.turn_no + 1, waiting_since = NULL, awaited_event = NULL, channel_id = NULL, thread_id = NULL
     WHERE s.org_id = :orgId::uuid AND s.finished_at IS NULL AND s.thread_id IN
       (SELECT id FROM threads WHERE org_id = :orgId::uuid AND channel_id = :channelId::uuid)
     RETURNING s.org_id, s.id, s.turn_no, s.message_count
   ), turn AS (
     INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at)
     SELECT m.org_id, m.id, m.turn_no,
            json_build_object('type', 'session.ended', 'at', (extract(epoch FROM :at::timestamptz) * 1000)::bigint),
            '{"steps":[],"visits":0,"expressionSteps":0,"failure":null}', 'ended', '{"moved":true}',
            m.message_count + 1, :at::timestamptz
     FROM moved m
   ), ended_calls AS (
     DELETE FROM effects e USING moved m WHERE e.org_id = m.org_id AND e.session_id = m.id
   ), ended_clocks AS (
     DELETE FROM timers t USING moved m WHERE t.org_id = m.org_id AND t.session_id = m.id
   ), ended_arrivals AS (
     DELETE FROM event_arrivals a USING moved m WHERE a.org_id = m.org_id AND a.session_id = m.id
   )
   SELECT id, turn_no "turnNo" FROM moved`,
);

// Those that finished have no turn any more, and no turn writes these two columns.
const DETACH_FINISHED = defineStatement<ChannelKey>(
  'remove_channel_detach_finished',
  `UPDATE sessions SET channel_id = NULL, thread_id = NULL
   WHERE org_id = :orgId AND finished_at IS NOT NULL AND thread_id IN (SELECT id FROM threads WHERE org_id = :orgId AND channel_id = :channelId)`,
);

/** What names a channel without a foreign key. */
const DELETE_LOOSE = ['delivery_queues', 'client_events', 'uploads'].map((table) =>
  defineStatement<ChannelKey>(
    `remove_channel_${table}`,
    `DELETE FROM ${table} WHERE org_id = :orgId AND channel_id = :channelId`,
  ),
);

// Takes threads, keys and deliveries along.
const DELETE_CHANNEL = defineStatement<ChannelKey>(
  'remove_channel',
  'DELETE FROM channels WHERE org_id = :orgId AND id = :channelId',
);

// A channel's history may be long, and half of this must not be done.
const NO_HURRY = "SET LOCAL statement_timeout = '300s'";
/** How long the transaction of a removal may take. */
export const REMOVAL_TIMEOUT_MS = 600_000;

/** Deletes a channel with its threads, keys and deliveries. Returns the sessions that ran there; null without such a channel. */
export async function deleteChannel(
  { pool }: AuditedTransaction,
  { orgId, channelId, at }: ChannelKey & { at: Date },
): Promise<EndedSession[] | null> {
  const key = { orgId, channelId };
  await pool.query({ text: NO_HURRY });
  await pool.query(LOCK_THREADS(key));
  const { rows } = await pool.query<EndedSession>(END_SESSIONS({ ...key, at }));
  await pool.query(DETACH_FINISHED(key));
  for (const statement of DELETE_LOOSE) await pool.query(statement(key));
  const { rowCount } = await pool.query(DELETE_CHANNEL(key));
  return rowCount === 1 ? rows : null;
}

/** Whether a removal failed because of what began in the channel meanwhile, so that all of it is to be done again (channel/lock-order). */
export function isDisturbed(error: unknown): boolean {
  return hasSqlState(error, 'foreign_key_violation', 'deadlock_detected');
}
