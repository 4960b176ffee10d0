import { type Insertable, sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/*
 * snooze/comes-back  A snoozed conversation is in its queue again from the time of the snooze on, and as soon as the customer
 *    has written since. Nothing has to run for that: the queues ask.
 */

type Conversation = { orgId: string; sessionId: string };

/** Snoozes a conversation, also one that is snoozed already; throws foreign_key_violation without it. */
export async function upsertSnooze(db: Db, snooze: Insertable<Tables['snoozes']>): Promise<void> {
  const { until, turnNo, userId } = snooze;
  const insert = build.insertInto('snoozes').values(snooze);
  await countRows(
    db,
    insert.onConflict((conflict) =>
      conflict.columns(['orgId', 'sessionId']).doUpdateSet({ until, turnNo, userId }),
    ),
  );
}

/** Ends the snooze of a conversation. */
export async function deleteSnooze(db: Db, { orgId, sessionId }: Conversation): Promise<void> {
  const snooze = build.deleteFrom('snoozes').where('orgId', '=', orgId);
  await countRows(db, snooze.where('sessionId', '=', sessionId));
}

/**
 * Until when the session `s` is snoozed; null when it is not, or is back (snooze/comes-back). A value rather than EXISTS, for which
 * the planner would read all sessions.
 */
export const snoozedUntil = (orgId: string, now: Date) => sql<Date | null>`(
  SELECT z.until FROM snoozes z
  WHERE z.org_id = ${orgId} AND z.session_id = s.id AND z.until > ${now}
    AND NOT EXISTS (
      SELECT 1 FROM messages m
      WHERE m.org_id = ${orgId} AND m.session_id = z.session_id AND m.turn_no > z.turn_no AND m.direction = 'inbound')
  LIMIT 1)`;
