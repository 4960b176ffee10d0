import { sql } from 'kysely';
import type { Database } from '../connection/client';
import type { Db, Transaction } from '../connection/transaction';
import { pruneContacts } from '../contact/list';
import { FINISHED_STATUSES } from '../statement/checked-values';
import { build, countRows, listRows } from '../statement/query';
import { chooseForks, deleteTranscripts } from './delete';

/*
 * Each organization sets for how many days it keeps the transcripts of finished sessions.
 */

const DAY_MS = 86_400_000;

/** An organization, and the time before which its rows are old. */
export type Retention = { orgId: string; before: Date };

/** Lists the organizations that do not keep transcripts for ever, with what is old at `now`. */
export async function listRetentions(db: Db, { now }: { now: Date }): Promise<Retention[]> {
  const organizations = build
    .selectFrom('organizations')
    .select(({ ref }) => ['id as orgId', ref('retentionDays').$notNull().as('days')])
    .where('retentionDays', 'is not', null);
  const rows = await listRows(db, organizations.orderBy('id'));
  return rows.map(({ orgId, days }) => ({ orgId, before: new Date(now.getTime() - days * DAY_MS) }));
}

/** Deletes up to `limit` old sessions with everything that refers to them; returns how many. */
export function pruneSessions(db: Database, old: Retention & { limit: number }): Promise<number> {
  return db.transaction((tx) => deleteOldSessions(tx, old));
}

// Calls and timers are deleted with the row by their foreign keys.
async function deleteOldSessions(
  tx: Transaction,
  { orgId, before, limit }: Retention & { limit: number },
): Promise<number> {
  const sessions = build
    .selectFrom('sessions')
    .select('id')
    .where('orgId', '=', orgId)
    .where('status', 'in', FINISHED_STATUSES)
    .where('finishedAt', '<', before)
    // The order of the index, without which PostgreSQL may read all sessions to find a few.
    .orderBy('status')
    .orderBy('finishedAt')
    .limit(limit)
    .forUpdate()
    .skipLocked();
  const ids = await deleteWithForks(tx, orgId, await deleteTranscripts(tx, { orgId, sessions }));
  if (ids.length === 0) return 0;
  const delivered = build.deleteFrom('deliveries').where('orgId', '=', orgId).where('sessionId', 'in', ids);
  await countRows(tx, delivered.where('status', '<>', 'pending'));
  const responses = build.deleteFrom('idempotencyRecords').where('orgId', '=', orgId);
  await countRows(tx, responses.where('sessionId', 'in', ids));
  const held = build.updateTable('threads').set({ sessionId: null }).where('orgId', '=', orgId);
  await countRows(tx, held.where('sessionId', 'in', ids));
  return deleteSessionRows(tx, { orgId, ids });
}

/** Deletes sessions whose transcripts are deleted already; returns how many. */
export function deleteSessionRows(
  tx: Transaction,
  { orgId, ids }: { orgId: string; ids: readonly string[] },
): Promise<number> {
  return countRows(tx, build.deleteFrom('sessions').where('orgId', '=', orgId).where('id', 'in', ids));
}

/** Deletes the transcripts of the forks of sessions; returns the ids of the sessions and their forks. */
export async function deleteWithForks(
  tx: Transaction,
  orgId: string,
  sessionIds: string[],
): Promise<string[]> {
  const ids = new Set(sessionIds);
  // A fork can be continued itself.
  for (let last = sessionIds; last.length > 0; ) {
    const found = await deleteTranscripts(tx, { orgId, sessions: chooseForks(orgId, last) });
    last = found.filter((id) => !ids.has(id));
    for (const id of last) ids.add(id);
  }
  return [...ids];
}

/**
 * Deletes the other old rows of conversations: webhooks without a session, threads, reported events, requests, uploads, and contacts
 * of which nothing is known.
 */
export async function pruneSessionLeftovers(db: Db, { orgId, before }: Retention): Promise<void> {
  const deliveries = build
    .deleteFrom('deliveries')
    .where('orgId', '=', orgId)
    .where('createdAt', '<', before)
    .where('status', '<>', 'pending')
    .where(({ exists, not }) => not(exists(sessionsWith(orgId, 'id', 'deliveries.sessionId'))));
  const threads = build
    .deleteFrom('threads')
    .where('orgId', '=', orgId)
    .where('lastActivityAt', '<', before)
    .where(({ exists, not }) => not(exists(sessionsWith(orgId, 'threadId', 'threads.id'))));
  const events = build.deleteFrom('clientEvents').where('orgId', '=', orgId).where('createdAt', '<', before);
  const requests = build.deleteFrom('requestRecords').where('orgId', '=', orgId).where('at', '<', before);
  const uploads = build
    .deleteFrom('uploads')
    .where('orgId', '=', orgId)
    .where('createdAt', '<', before)
    .where(({ exists, not }) => not(exists(sessionsWith(orgId, 'threadId', 'uploads.threadId'))));
  for (const statement of [deliveries, threads, events, requests, uploads]) await countRows(db, statement);
  await pruneContacts(db, { orgId, before });
}

/** The sessions of an organization whose `column` is that of another table's row. */
function sessionsWith(
  orgId: string,
  column: 'id' | 'threadId',
  other: 'deliveries.sessionId' | 'threads.id' | 'uploads.threadId',
) {
  return build
    .selectFrom('sessions')
    .select('sessions.id')
    .where('sessions.orgId', '=', orgId)
    .where(`sessions.${column}`, '=', sql.ref<string>(other));
}
