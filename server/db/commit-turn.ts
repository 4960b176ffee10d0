/*
 * The statements that write a turn. Each is one statement, so all of it is kept or nothing.
 *
 * C1 A turn is kept only if the session still has the turn number it was computed from.
 * C2 With an idempotency key, it is kept only if no other request under that key was, and the key says so from then on.
 * C3 A call that the turn asks for is leased to the process that commits it; whoever finds the lease lapsed may take over.
 * C4 A finished session has no calls and no timers left.
 */
import type { Pool } from 'pg';
import type { MessageRow, SessionRow, TurnRow } from './session-row';
import { defineStatement } from './statement';
import { toStoredJson } from './stored-json';

export type NewEffect = { key: string; request: unknown; leaseUntil: Date };

/** What a turn does beyond its session, its record and its messages. */
export type TurnExtras = {
  effects: NewEffect[];
  timers: { key: string; dueAt: Date }[];
  /** Calls answered and timers fired or cancelled. */
  endedEffects: string[];
  endedTimers: string[];
  idempotencyKey: string | null;
  inputId: string | null;
};

/** For a turn that only ends a session: the full statement, with nothing new. */
export const NO_EXTRAS: TurnExtras = {
  effects: [],
  timers: [],
  endedEffects: [],
  endedTimers: [],
  idempotencyKey: null,
  inputId: null,
};

export type TurnCommit = {
  /** The session as it is after the turn. */
  session: SessionRow;
  turn: TurnRow;
  messages: MessageRow[];
  /** Null for a turn that only speaks: the short statement does. */
  extras: TurnExtras | null;
  processId: string;
};

const RECORD = `
turn AS (
  INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at)
  SELECT moved.org_id, moved.id, :turnNo::int, :event::json, :trace::json, :status::session_status, :changes::json,
         :firstSeq::int, :at::timestamptz FROM moved
), said AS (
  INSERT INTO messages (org_id, session_id, seq, id, turn_no, direction, kind, content, input_id, node_id, created_at)
  SELECT moved.org_id, moved.id, m.seq, m.id, :turnNo::int, m.direction, m.kind, m.content, m."inputId", m."nodeId",
         :at::timestamptz
  FROM moved, json_to_recordset(:messages::json)
    AS m(seq int, id uuid, direction direction, kind text, content json, "inputId" uuid, "nodeId" text)
)`;

const EXTRAS = `
calls AS (
  INSERT INTO effects (org_id, session_id, key, request, attempts, leased_by, lease_until, created_at)
  SELECT moved.org_id, moved.id, e.key, e.request, 1, :processId::text, e."leaseUntil", :at::timestamptz
  FROM moved, json_to_recordset(:effects::json) AS e(key text, request json, "leaseUntil" timestamptz)
), clocks AS (
  INSERT INTO timers (org_id, session_id, key, due_at)
  SELECT moved.org_id, moved.id, t.key, t."dueAt"
  FROM moved, json_to_recordset(:timers::json) AS t(key text, "dueAt" timestamptz)
  ON CONFLICT (org_id, session_id, key) DO UPDATE SET due_at = excluded.due_at, lease_until = NULL
), ended_calls AS (
  DELETE FROM effects e USING moved WHERE e.org_id = moved.org_id AND e.session_id = moved.id
    AND (:finishedAt::timestamptz IS NOT NULL OR e.key = ANY(:endedEffects::text[]))
), ended_clocks AS (
  DELETE FROM timers t USING moved WHERE t.org_id = moved.org_id AND t.session_id = moved.id
    AND (:finishedAt::timestamptz IS NOT NULL OR t.key = ANY(:endedTimers::text[]))
), marked AS (
  UPDATE idempotency_records r SET status = 'applied', session_id = moved.id, input_id = :inputId::uuid
  FROM moved WHERE r.org_id = moved.org_id AND r.key = :idempotencyKey::text
)`;

// The lock makes a second request under the key wait for the first one's commit and then find it applied.
const HELD = `
held AS (
  SELECT 1 FROM idempotency_records r
  WHERE r.org_id = :orgId::uuid AND r.key = :idempotencyKey::text AND r.status = 'running' FOR UPDATE
)`;
const IS_FREE = '(:idempotencyKey::text IS NULL OR EXISTS (SELECT 1 FROM held))';

const MOVE = `
UPDATE sessions s
SET status = :status::session_status, state = :state::json, turn_no = :turnNo::int, message_count = :messageCount::int,
    last_activity_at = :lastActivityAt::timestamptz, finished_at = :finishedAt::timestamptz
WHERE s.org_id = :orgId::uuid AND s.id = :sessionId::uuid AND s.turn_no = :turnNo::int - 1`;

const BEGIN = `
INSERT INTO sessions (org_id, id, flow_id, version_id, status, trial, channel, external_id, metadata, state, turn_no,
                      message_count, created_at, last_activity_at, expires_at, finished_at)
SELECT :orgId::uuid, :sessionId::uuid, :flowId::uuid, :versionId::uuid, :status::session_status, :trial::boolean,
       :channel::text, :externalId::text, :metadata::json, :state::json, :turnNo::int, :messageCount::int,
       :createdAt::timestamptz, :lastActivityAt::timestamptz, :expiresAt::timestamptz, :finishedAt::timestamptz
WHERE ${IS_FREE} AND (:trial::boolean OR EXISTS (
  SELECT 1 FROM flows f WHERE f.org_id = :orgId::uuid AND f.id = :flowId::uuid
    AND f.published_version_id = :versionId::uuid AND f.archived_at IS NULL))`;

const KEPT = 'SELECT 1 FROM moved';
type Params = Record<string, unknown>;

const shortTurn = defineStatement<Params>(
  'commit_turn',
  `WITH moved AS (${MOVE} RETURNING s.org_id, s.id), ${RECORD} ${KEPT}`,
);

const fullTurn = defineStatement<Params>(
  'commit_full_turn',
  `WITH ${HELD}, moved AS (${MOVE} AND ${IS_FREE} RETURNING s.org_id, s.id), ${RECORD}, ${EXTRAS} ${KEPT}`,
);

const firstTurn = defineStatement<Params>(
  'commit_first_turn',
  `WITH ${HELD}, moved AS (${BEGIN} RETURNING org_id, id), ${RECORD}, ${EXTRAS} ${KEPT}`,
);

/** Keeps a turn. False when another turn came first or the idempotency key was applied meanwhile: nothing was kept. */
export async function commitTurn(pool: Pool, commit: TurnCommit): Promise<boolean> {
  const statement = commit.extras ? fullTurn : shortTurn;
  return (await pool.query(statement(toParams(commit)))).rows.length === 1;
}

/**
 * Keeps a new session with its first turn. False when the flow's published version is another one by now (a trial has
 * none to compare with) or the idempotency key was applied meanwhile.
 */
export async function commitFirstTurn(pool: Pool, commit: TurnCommit): Promise<boolean> {
  const params = { ...toParams(commit), metadata: toStoredJson(commit.session.metadata) };
  return (await pool.query(firstTurn(params))).rows.length === 1;
}

function toParams({ session, turn, messages, extras, processId }: TurnCommit): Params {
  return {
    ...session,
    sessionId: session.id,
    state: toStoredJson(session.state),
    lastActivityAt: session.lastActivityAt.toISOString(),
    event: toStoredJson(turn.event),
    trace: toStoredJson(turn.trace),
    changes: toStoredJson(turn.changes),
    firstSeq: turn.firstSeq,
    at: turn.createdAt.toISOString(),
    messages: toStoredJson(messages),
    processId,
    ...extras,
    effects: toStoredJson(extras?.effects ?? []),
    timers: toStoredJson(extras?.timers ?? []),
    endedEffects: extras?.endedEffects ?? [],
    endedTimers: extras?.endedTimers ?? [],
  };
}
