import type { Failure } from '@/server/engine/session';
import type { Db } from '../connection/transaction';
import type { ChannelKind, SessionStatus } from '../statement/checked-values';
import { defineStatement } from '../statement/statement';

type Now = { orgId: string; now: Date };
type Since = { orgId: string; since: Date };

export type StatusCount = { status: SessionStatus; sessions: number };

// Answered by sessions_live_status_idx alone.
const countLive = defineStatement<Now>(
  'count_live_by_status',
  `SELECT status, count(*)::int sessions FROM sessions
   WHERE org_id = :orgId AND finished_at IS NULL AND NOT is_test AND (expires_at IS NULL OR expires_at > :now)
   GROUP BY status`,
);

/** Counts the sessions that go on, by their status; trials left out. */
export async function countLiveByStatus({ pool }: Db, params: Now): Promise<StatusCount[]> {
  return (await pool.query<StatusCount>(countLive(params))).rows;
}

export type MinuteFlow = { minute: Date; started: number; finished: number };

const listFlow = defineStatement<Since & Now>(
  'list_session_flow',
  `SELECT date_trunc('minute', at) "minute", sum(started)::int started, sum(finished)::int finished FROM (
     SELECT created_at at, 1 started, 0 finished FROM sessions
     WHERE org_id = :orgId AND NOT is_test AND created_at >= :since AND created_at <= :now
     UNION ALL
     SELECT finished_at, 0, 1 FROM sessions
     WHERE org_id = :orgId AND NOT is_test AND finished_at >= :since AND finished_at <= :now
   ) changes GROUP BY 1`,
);

/** How many sessions started and finished in each minute since a time; minutes without any are left out. */
export async function listSessionFlow({ pool }: Db, params: Since & Now): Promise<MinuteFlow[]> {
  return (await pool.query<MinuteFlow>(listFlow(params))).rows;
}

export type FailedSessionRow = { id: string; flowName: string; finishedAt: Date; failure: Failure | null };

const countFailed = defineStatement<Since>(
  'count_failed_sessions',
  `SELECT count(*)::int count FROM sessions
   WHERE org_id = :orgId AND status = 'failed' AND NOT is_test AND finished_at > :since`,
);

const listFailed = defineStatement<Since & { limit: number }>(
  'list_failed_sessions',
  `SELECT s.id, f.name "flowName", s.finished_at "finishedAt", s.state->'failure' failure
   FROM sessions s JOIN flows f ON f.org_id = s.org_id AND f.id = s.flow_id
   WHERE s.org_id = :orgId AND s.status = 'failed' AND NOT s.is_test AND s.finished_at > :since
   ORDER BY s.finished_at DESC LIMIT :limit`,
);

/** The sessions that failed since a time: how many, and the latest of them. */
export async function listFailedSessions(
  { pool }: Db,
  params: Since & { limit: number },
): Promise<{ count: number; latest: FailedSessionRow[] }> {
  const [counted, listed] = await Promise.all([
    pool.query<{ count: number }>(countFailed(params)),
    pool.query<FailedSessionRow>(listFailed(params)),
  ]);
  return { count: counted.rows[0]?.count ?? 0, latest: listed.rows };
}

export type WaitingPersonRow = {
  sessionId: string;
  waitingSince: Date;
  channelName: string | null;
  roomName: string | null;
  externalId: string | null;
};

type Waiting = { orgId: string; limit: number };

const countWaiting = defineStatement<Waiting>(
  'count_waiting_people',
  `SELECT count(*)::int count FROM sessions
   WHERE org_id = :orgId AND waiting_since IS NOT NULL AND finished_at IS NULL AND assignee_id IS NULL`,
);

const listWaiting = defineStatement<Waiting>(
  'list_waiting_people',
  `SELECT s.id "sessionId", s.waiting_since "waitingSince", c.name "channelName", r.name "roomName",
     t.external_id "externalId"
   FROM sessions s
   LEFT JOIN channels c ON c.org_id = s.org_id AND c.id = s.channel_id
   LEFT JOIN rooms r ON r.org_id = s.org_id AND r.id = s.room_id
   LEFT JOIN threads t ON t.org_id = s.org_id AND t.id = s.thread_id
   WHERE s.org_id = :orgId AND s.waiting_since IS NOT NULL AND s.finished_at IS NULL AND s.assignee_id IS NULL
   ORDER BY s.waiting_since LIMIT :limit`,
);

/** The people whom nobody answers yet: how many, and those who wait longest. */
export async function findLongestWaits(
  { pool }: Db,
  params: Waiting,
): Promise<{ count: number; longest: WaitingPersonRow[] }> {
  const [counted, listed] = await Promise.all([
    pool.query<{ count: number }>(countWaiting(params)),
    pool.query<WaitingPersonRow>(listWaiting(params)),
  ]);
  return { count: counted.rows[0]?.count ?? 0, longest: listed.rows };
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

const listFailing = defineStatement<Failing>(
  'list_failing_channels',
  `WITH failing AS (
     SELECT channel_id, sum(dead)::int dead, sum(late)::int late FROM (
       SELECT channel_id, count(*) dead, 0 late FROM deliveries
       WHERE org_id = :orgId AND status = 'dead' AND settled_at > :deadSince GROUP BY 1
       UNION ALL
       SELECT channel_id, 0, count(*) FROM deliveries
       WHERE org_id = :orgId AND status = 'pending' AND created_at < :lateBefore GROUP BY 1
     ) counted GROUP BY 1
   )
   SELECT c.id, c.name, c.kind, coalesce(f.dead, 0) dead, coalesce(f.late, 0) late,
     c.webhook_disabled_at "disabledAt", last.error "lastError"
   FROM channels c LEFT JOIN failing f ON f.channel_id = c.id
   LEFT JOIN LATERAL (
     SELECT d.last_error error FROM deliveries d
     WHERE d.org_id = c.org_id AND d.channel_id = c.id ORDER BY d.created_at DESC LIMIT 1
   ) last ON true
   WHERE c.org_id = :orgId AND (f.channel_id IS NOT NULL OR c.webhook_disabled_at IS NOT NULL)
   ORDER BY coalesce(f.dead, 0) + coalesce(f.late, 0) DESC, c.name`,
);

/** The channels whose webhooks do not arrive: given up since `deadSince`, or pending since before `lateBefore`. */
export async function listFailingChannels({ pool }: Db, params: Failing): Promise<FailingChannelRow[]> {
  return (await pool.query<FailingChannelRow>(listFailing(params))).rows;
}
