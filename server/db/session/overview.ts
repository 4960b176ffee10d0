import { sql } from 'kysely';
import type { Failure } from '@/server/engine/session';
import type { Db } from '../connection/transaction';
import {
  type ChannelKind,
  FINISHED_STATUSES,
  LIVE_STATUSES,
  SESSION_STATUSES,
  type SessionStatus,
} from '../statement/checked-values';
import { build, getRow, listRows } from '../statement/query';

type Now = { orgId: string; now: Date };
type Since = { orgId: string; since: Date };

const count = sql<number>`count(*)::int`;

export type StatusCount = { status: SessionStatus; sessions: number };

/** Counts the sessions that have not finished, by their status; test sessions are left out. */
export function countLiveByStatus(db: Db, { orgId, now }: Now): Promise<StatusCount[]> {
  // By the statuses, so that sessions_status_idx alone answers.
  const live = build
    .selectFrom('sessions')
    .select(['status', count.as('sessions')])
    .where('orgId', '=', orgId)
    .where('status', 'in', LIVE_STATUSES)
    .where((eb) => eb.not('isTest'))
    .where((eb) => eb.or([eb('expiresAt', 'is', null), eb('expiresAt', '>', now)]));
  return listRows(db, live.groupBy('status'));
}

export type MinuteFlow = { minute: Date; started: number; finished: number };

/** Lists how many sessions started and finished in each minute since a time; minutes without any are left out. */
export function listSessionFlow(db: Db, { orgId, since, now }: Since & Now): Promise<MinuteFlow[]> {
  // Both indexes begin with the status.
  const sessions = build
    .selectFrom('sessions')
    .where('orgId', '=', orgId)
    .where((eb) => eb.not('isTest'));
  const started = sessions
    .select((eb) => ['createdAt as at', eb.lit<number>(1).as('started'), eb.lit<number>(0).as('finished')])
    .where('status', 'in', SESSION_STATUSES)
    .where('createdAt', '>=', since)
    .where('createdAt', '<=', now);
  const finished = sessions
    .select((eb) => [
      eb.ref('finishedAt').$notNull().as('at'),
      eb.lit<number>(0).as('started'),
      eb.lit<number>(1).as('finished'),
    ])
    .where('status', 'in', FINISHED_STATUSES)
    .where('finishedAt', '>=', since)
    .where('finishedAt', '<=', now);
  // Materialized, because PostgreSQL would start parallel workers, which takes longer than the reading.
  const minutes = build
    .with(
      (cte) => cte('changes').materialized(),
      () => started.unionAll(finished),
    )
    .selectFrom('changes')
    .select(sql<Date>`date_trunc('minute', at)`.as('minute'))
    .select([sql<number>`sum(started)::int`.as('started'), sql<number>`sum(finished)::int`.as('finished')]);
  return listRows(db, minutes.groupBy('minute'));
}

export type FailedSessionRow = { id: string; flowName: string; finishedAt: Date; failure: Failure | null };

/** Lists the latest sessions that failed since a time, and how many there are. */
export async function listFailedSessions(
  db: Db,
  { orgId, since, limit }: Since & { limit: number },
): Promise<{ count: number; latest: FailedSessionRow[] }> {
  const failed = build
    .selectFrom('sessions as s')
    .where('s.orgId', '=', orgId)
    .where('s.status', '=', 'failed')
    .where((eb) => eb.not('s.isTest'))
    .where('s.finishedAt', '>', since);
  const latest = failed
    .innerJoin('flows as f', (join) => join.onRef('f.orgId', '=', 's.orgId').onRef('f.id', '=', 's.flowId'))
    .select((eb) => ['s.id', 'f.name as flowName', eb.ref('s.finishedAt').$notNull().as('finishedAt')])
    .select(sql<Failure | null>`s.state->'failure'`.as('failure'))
    .orderBy('s.finishedAt', 'desc')
    .limit(limit);
  const [counted, rows] = await Promise.all([
    getRow(db, failed.select(count.as('count'))),
    listRows(db, latest),
  ]);
  return { count: counted.count, latest: rows };
}

export type WaitingPersonRow = {
  sessionId: string;
  waitingSince: Date;
  channelName: string | null;
  roomName: string | null;
  externalId: string | null;
};

/** Lists the users who have waited longest and have no person assigned, and counts all of them. */
export async function listLongestWaits(
  db: Db,
  { orgId, limit }: { orgId: string; limit: number },
): Promise<{ count: number; longest: WaitingPersonRow[] }> {
  const waiting = build
    .selectFrom('sessions as s')
    .where('s.orgId', '=', orgId)
    .where('s.waitingSince', 'is not', null)
    .where('s.finishedAt', 'is', null)
    .where('s.assigneeId', 'is', null);
  const longest = waiting
    .leftJoin('channels as c', (join) =>
      join.onRef('c.orgId', '=', 's.orgId').onRef('c.id', '=', 's.channelId'),
    )
    .leftJoin('rooms as r', (join) => join.onRef('r.orgId', '=', 's.orgId').onRef('r.id', '=', 's.roomId'))
    .leftJoin('threads as t', (join) =>
      join.onRef('t.orgId', '=', 's.orgId').onRef('t.id', '=', 's.threadId'),
    )
    .select((eb) => ['s.id as sessionId', eb.ref('s.waitingSince').$notNull().as('waitingSince')])
    .select(['c.name as channelName', 'r.name as roomName', 't.externalId'])
    .orderBy('s.waitingSince')
    .limit(limit);
  const [counted, rows] = await Promise.all([
    getRow(db, waiting.select(count.as('count')), { preparedAs: 'count_waits' }),
    listRows(db, longest, { preparedAs: 'list_longest_waits' }),
  ]);
  return { count: counted.count, longest: rows };
}

export type HandoverRow = { id: string; flowName: string; externalId: string | null; since: Date };

/**
 * Lists the handovers of sessions without a channel that have waited longest, and counts all of them: their caller brings in a
 * person and reports the result. Test sessions are left out.
 */
export async function listLongestHandovers(
  db: Db,
  { orgId, now, limit }: Now & { limit: number },
): Promise<{ count: number; longest: HandoverRow[] }> {
  const open = build
    .selectFrom('sessions as s')
    .where('s.orgId', '=', orgId)
    .where('s.status', '=', 'awaiting_transfer')
    .where('s.channelId', 'is', null)
    .where((eb) => eb.not('s.isTest'))
    .where((eb) => eb.or([eb('s.expiresAt', 'is', null), eb('s.expiresAt', '>', now)]));
  const longest = open
    .innerJoin('flows as f', (join) => join.onRef('f.orgId', '=', 's.orgId').onRef('f.id', '=', 's.flowId'))
    .select(['s.id', 'f.name as flowName', 's.externalId', 's.lastActivityAt as since'])
    .orderBy('s.lastActivityAt')
    .limit(limit);
  const [counted, rows] = await Promise.all([
    getRow(db, open.select(count.as('count')), { preparedAs: 'count_handovers' }),
    listRows(db, longest, { preparedAs: 'list_longest_handovers' }),
  ]);
  return { count: counted.count, longest: rows };
}

export type FailingChannelRow = {
  id: string;
  name: string;
  kind: ChannelKind;
  dead: number;
  late: number;
  disabledAt: Date | null;
  lastError: string | null;
};

type Failing = { orgId: string; deadSince: Date; lateBefore: Date };

/** Lists the channels with deliveries that died since `deadSince` or are pending since before `lateBefore`, and disabled ones. */
export function listFailingChannels(
  db: Db,
  { orgId, deadSince, lateBefore }: Failing,
): Promise<FailingChannelRow[]> {
  const deliveries = build.selectFrom('deliveries').where('orgId', '=', orgId).groupBy('channelId');
  const dead = deliveries
    .select((eb) => ['channelId', count.as('dead'), eb.lit<number>(0).as('late')])
    .where('status', '=', 'dead')
    .where('settledAt', '>', deadSince);
  const late = deliveries
    .select((eb) => ['channelId', eb.lit<number>(0).as('dead'), count.as('late')])
    .where('status', '=', 'pending')
    .where('createdAt', '<', lateBefore);
  const failing = build
    .selectFrom(dead.unionAll(late).as('counted'))
    .select(['channelId', sql<number>`sum(dead)::int`.as('dead'), sql<number>`sum(late)::int`.as('late')])
    .groupBy('channelId');
  const channels = build
    .selectFrom('channels as c')
    .leftJoin(failing.as('f'), 'f.channelId', 'c.id')
    .leftJoinLateral(
      ({ selectFrom }) =>
        selectFrom('deliveries as d')
          .select('d.lastError')
          .where('d.orgId', '=', orgId)
          .whereRef('d.channelId', '=', 'c.id')
          .orderBy('d.createdAt', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.onTrue(),
    )
    .select(['c.id', 'c.name', 'c.kind', 'c.webhookDisabledAt as disabledAt', 'last.lastError'])
    .select(({ fn, lit }) => [
      fn.coalesce('f.dead', lit(0)).as('dead'),
      fn.coalesce('f.late', lit(0)).as('late'),
    ])
    .where('c.orgId', '=', orgId)
    .where((eb) => eb.or([eb('f.channelId', 'is not', null), eb('c.webhookDisabledAt', 'is not', null)]));
  const sorted = channels.orderBy(sql`coalesce(f.dead, 0) + coalesce(f.late, 0)`, 'desc').orderBy('c.name');
  return listRows(db, sorted, { preparedAs: 'list_failing_channels' });
}
