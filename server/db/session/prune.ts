import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/*
 * Each organization sets for how many days it keeps the transcripts of finished sessions.
 */

/** A time before which an organization's rows are old at `now`; null where it keeps them for ever. */
const oldBefore = (now: Date) =>
  sql<Date>`${now}::timestamptz - make_interval(days => ${sql.ref('organizations.retentionDays')})`;

/**
 * Deletes up to `limit` sessions that their organization keeps no longer; returns how many. A session's turns, messages,
 * calls and timers are deleted with its row; its delivered webhooks and stored responses by this statement, which also
 * takes it out of its thread.
 */
export function pruneSessions(db: Db, { now, limit }: { now: Date; limit: number }): Promise<number> {
  const prune = build
    .with('due', (cte) =>
      cte
        .selectFrom('organizations')
        .innerJoin('sessions', 'sessions.orgId', 'organizations.id')
        .select(['sessions.orgId', 'sessions.id', 'sessions.threadId'])
        .where('sessions.finishedAt', 'is not', null)
        .where('sessions.finishedAt', '<', oldBefore(now))
        .limit(limit)
        .forUpdate('sessions')
        .skipLocked(),
    )
    .with('delivered', (cte) =>
      cte
        .deleteFrom('deliveries')
        .using('due')
        .whereRef('deliveries.orgId', '=', 'due.orgId')
        .whereRef('deliveries.sessionId', '=', 'due.id')
        .where('deliveries.status', '<>', 'pending'),
    )
    .with('responses', (cte) =>
      cte
        .deleteFrom('idempotencyRecords')
        .using('due')
        .whereRef('idempotencyRecords.orgId', '=', 'due.orgId')
        .whereRef('idempotencyRecords.sessionId', '=', 'due.id'),
    )
    .with('held', (cte) =>
      cte
        .updateTable('threads')
        .from('due')
        .set({ sessionId: null })
        .whereRef('threads.orgId', '=', 'due.orgId')
        .whereRef('threads.id', '=', 'due.threadId')
        .whereRef('threads.sessionId', '=', 'due.id'),
    )
    .deleteFrom('sessions')
    .using('due')
    .whereRef('sessions.orgId', '=', 'due.orgId')
    .whereRef('sessions.id', '=', 'due.id');
  return countRows(db, prune);
}

/** Deletes the other rows of conversations that are old: webhooks without a session, threads, reported events, requests, uploads. */
export async function pruneSessionLeftovers(db: Db, { now }: { now: Date }): Promise<void> {
  const deliveries = build
    .deleteFrom('deliveries')
    .using('organizations')
    .where(isOld('deliveries', 'createdAt', now))
    .where('deliveries.status', '<>', 'pending')
    .where(hasNoSession('id', 'deliveries', 'sessionId'));
  const threads = build
    .deleteFrom('threads')
    .using('organizations')
    .where(isOld('threads', 'lastActivityAt', now))
    .where(hasNoSession('threadId', 'threads', 'id'));
  const events = build
    .deleteFrom('clientEvents')
    .using('organizations')
    .where(isOld('clientEvents', 'createdAt', now));
  const requests = build
    .deleteFrom('requestRecords')
    .using('organizations')
    .where(isOld('requestRecords', 'at', now));
  const uploads = build
    .deleteFrom('uploads')
    .using('organizations')
    .where(isOld('uploads', 'createdAt', now))
    .where(hasNoSession('threadId', 'uploads', 'threadId'));
  for (const statement of [deliveries, threads, events, requests, uploads]) await countRows(db, statement);
}

type Prunable = 'deliveries' | 'threads' | 'clientEvents' | 'requestRecords' | 'uploads';
type ColumnOf<T extends Prunable> = keyof Tables[T] & string;

/** Joins a row of `table` to its organization, and is true for one whose `time` is older than that keeps rows. */
function isOld<T extends Prunable>(table: T, time: ColumnOf<T>, now: Date) {
  const own = sql`${sql.ref('organizations.id')} = ${sql.ref(`${table}.orgId`)}`;
  return sql<boolean>`(${own} and ${sql.ref(`${table}.${time}`)} < ${oldBefore(now)})`;
}

/** True for a row of `table` whose `column` equals `sessionColumn` of no session of its organization. */
function hasNoSession<T extends Prunable>(sessionColumn: 'id' | 'threadId', table: T, column: ColumnOf<T>) {
  const sessions = build
    .selectFrom('sessions')
    .select('sessions.id')
    .where('sessions.orgId', '=', sql.ref<string>(`${table}.orgId`))
    .where(`sessions.${sessionColumn}`, '=', sql.ref<string>(`${table}.${column}`));
  return sql<boolean>`not exists ${sessions}`;
}
