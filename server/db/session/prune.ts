import { type ExpressionBuilder, sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, countRows } from '../statement/query';
import type { Tables } from '../statement/tables';

/*
 * Each organization sets for how many days it keeps the transcripts of finished sessions.
 */

type WithRetention = ExpressionBuilder<Tables, 'organizations'>;

/** A time before which an organization's rows are old at `now`; null where it keeps them for ever. */
const oldBefore = (eb: WithRetention, now: Date) =>
  sql<Date>`${now}::timestamptz - make_interval(days => ${eb.ref('organizations.retentionDays')})`;

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
        .where((eb) => eb('sessions.finishedAt', '<', oldBefore(eb, now)))
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
    .whereRef('organizations.id', '=', 'deliveries.orgId')
    .where('deliveries.status', '<>', 'pending')
    .where((eb) => eb('deliveries.createdAt', '<', oldBefore(eb, now)))
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('sessions')
            .select('sessions.id')
            .whereRef('sessions.orgId', '=', 'deliveries.orgId')
            .whereRef('sessions.id', '=', 'deliveries.sessionId'),
        ),
      ),
    );
  const threads = build
    .deleteFrom('threads')
    .using('organizations')
    .whereRef('organizations.id', '=', 'threads.orgId')
    .where((eb) => eb('threads.lastActivityAt', '<', oldBefore(eb, now)))
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('sessions')
            .select('sessions.id')
            .whereRef('sessions.orgId', '=', 'threads.orgId')
            .whereRef('sessions.threadId', '=', 'threads.id'),
        ),
      ),
    );
  const events = build
    .deleteFrom('clientEvents')
    .using('organizations')
    .whereRef('organizations.id', '=', 'clientEvents.orgId')
    .where((eb) => eb('clientEvents.createdAt', '<', oldBefore(eb, now)));
  const requests = build
    .deleteFrom('requestRecords')
    .using('organizations')
    .whereRef('organizations.id', '=', 'requestRecords.orgId')
    .where((eb) => eb('requestRecords.at', '<', oldBefore(eb, now)));
  const uploads = build
    .deleteFrom('uploads')
    .using('organizations')
    .whereRef('organizations.id', '=', 'uploads.orgId')
    .where((eb) => eb('uploads.createdAt', '<', oldBefore(eb, now)))
    .where(({ exists, not, selectFrom }) =>
      not(
        exists(
          selectFrom('sessions')
            .select('sessions.id')
            .whereRef('sessions.orgId', '=', 'uploads.orgId')
            .whereRef('sessions.threadId', '=', 'uploads.threadId'),
        ),
      ),
    );
  for (const statement of [deliveries, threads, events, requests, uploads]) await countRows(db, statement);
}
