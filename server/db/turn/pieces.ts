/** The pieces of the statements that write turns (server/db/turn/commit.ts); each is one or more steps of a WITH. */

/** One turn with its messages. */
export const RECORD = `
new_turns AS (
  INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at, messages)
  SELECT moved.org_id, moved.id, :turnNo::int, :event::json, :trace::json, :status::text, :changes::json,
         :firstSeq::int, :at::timestamptz, :messages::json FROM moved
)`;

/** Any number of turns with their messages. */
export const RECORD_ALL = `
new_turns AS (
  INSERT INTO turns (org_id, session_id, no, event, trace, status, changes, first_seq, created_at, usage, messages)
  SELECT moved.org_id, moved.id, t.no, t.event, t.trace, t.status, t.changes, t."firstSeq", :at::timestamptz,
         nullif(t.usage::text, 'null')::json, t.messages
  FROM moved, json_to_recordset(:turns::json)
    AS t(no int, event json, trace json, status text, changes json, "firstSeq" int, usage json, messages json)
)`;

/** The calls, timers, suggestions, events and deliveries of turns. */
export const EXTRAS = `
new_calls AS (
  INSERT INTO effects (org_id, session_id, key, request, attempts, leased_by, lease_until, created_at)
  SELECT moved.org_id, moved.id, e.key, e.request, 1, :processId::text, e."leaseUntil", :at::timestamptz
  FROM moved, json_to_recordset(:effects::json) AS e(key text, request json, "leaseUntil" timestamptz)
), new_timers AS (
  INSERT INTO timers (org_id, session_id, key, due_at)
  SELECT moved.org_id, moved.id, t.key, t."dueAt"
  FROM moved, json_to_recordset(:timers::json) AS t(key text, "dueAt" timestamptz)
  ON CONFLICT (org_id, session_id, key) DO UPDATE SET due_at = excluded.due_at, lease_until = NULL
), ended_calls AS (
  DELETE FROM effects e USING moved WHERE e.org_id = moved.org_id AND e.session_id = moved.id
    AND (:finishedAt::timestamptz IS NOT NULL OR e.key = ANY(:endedEffects::text[]))
), ended_timers AS (
  DELETE FROM timers t USING moved WHERE t.org_id = moved.org_id AND t.session_id = moved.id
    AND (:finishedAt::timestamptz IS NOT NULL OR t.key = ANY(:endedTimers::text[]))
), ended_arrivals AS (
  DELETE FROM event_arrivals a USING moved WHERE a.org_id = moved.org_id AND a.session_id = moved.id
    AND (:finishedAt::timestamptz IS NOT NULL OR a.event_id = ANY(:endedArrivals::uuid[]))
), new_suggestions AS (
  INSERT INTO suggestions (org_id, id, session_id, turn_no, message_id, text, score, flow_id, created_at)
  SELECT moved.org_id, p.id, moved.id, p."turnNo", p."messageId", p.text, p.score, :flowId::uuid, :at::timestamptz
  FROM moved, json_to_recordset(:suggestions::json)
    AS p(id uuid, "turnNo" int, "messageId" uuid, text text, score float8)
), new_events AS (
  INSERT INTO domain_events (org_id, id, name, payload, source_id, created_at)
  SELECT moved.org_id, e.id, e.name, coalesce(e.payload, 'null'), moved.id, :at::timestamptz
  FROM moved, json_to_recordset(:events::json) AS e(id uuid, name text, payload json)
), due_queues AS (
  INSERT INTO delivery_queues (org_id, id, channel_id, due_at, last_no)
  SELECT moved.org_id, d."queueId", :channelId::uuid, :at::timestamptz, count(*)
  FROM moved, json_to_recordset(:deliveries::json) AS d("queueId" uuid) GROUP BY 1, 2, 3, 4 ORDER BY 2
  ON CONFLICT (org_id, id) DO UPDATE SET due_at = coalesce(delivery_queues.due_at, excluded.due_at),
    last_no = delivery_queues.last_no + excluded.last_no
  RETURNING org_id, id, last_no
), new_deliveries AS (
  INSERT INTO deliveries (org_id, id, queue_id, no, channel_id, session_id, turn_no, event, body, headers, created_at)
  SELECT moved.org_id, d.id, d."queueId", q.last_no - d.later, :channelId::uuid, moved.id, d."turnNo", d.event, d.body,
         d.headers, :at::timestamptz
  FROM moved, json_to_recordset(:deliveries::json)
    AS d(id uuid, "queueId" uuid, later int, "turnNo" int, event text, body text, headers json)
  JOIN due_queues q ON q.id = d."queueId" WHERE q.org_id = moved.org_id
), applied_key AS (
  UPDATE idempotency_records r SET status = 'applied', session_id = moved.id, input_id = :inputId::uuid
  FROM moved WHERE r.org_id = moved.org_id AND r.key = :idempotencyKey::text
)`;

// A second request with the key waits for this lock, and then finds the key applied.
export const LOCKED_KEY = `
locked_key AS (
  SELECT 1 FROM idempotency_records r
  WHERE r.org_id = :orgId::uuid AND r.key = :idempotencyKey::text AND r.status = 'running' FOR UPDATE
)`;
export const IS_UNAPPLIED = '(:idempotencyKey::text IS NULL OR EXISTS (SELECT 1 FROM locked_key))';

/** Updates the columns that a turn changes that only sends messages or ends its session; a WHERE follows. */
export const MOVE_SHORT = `
UPDATE sessions s
SET status = :status::text, state = :state::json, turn_no = :turnNo::int, message_count = :messageCount::int,
    last_activity_at = :lastActivityAt::timestamptz, wait_turn_no = :waitTurnNo::int,
    expires_at = :expiresAt::timestamptz, finished_at = :finishedAt::timestamptz`;

/** True for the session that one turn was computed from, unless another turn came first. */
export const IS_PREVIOUS_TURN =
  's.org_id = :orgId::uuid AND s.id = :sessionId::uuid AND s.turn_no = :turnNo::int - 1';

/** Deletes the rows that a finished session has left. */
export const CLEAR = `
left_calls AS (
  DELETE FROM effects e USING moved
  WHERE e.org_id = moved.org_id AND e.session_id = moved.id AND :finishedAt::timestamptz IS NOT NULL
), left_timers AS (
  DELETE FROM timers t USING moved
  WHERE t.org_id = moved.org_id AND t.session_id = moved.id AND :finishedAt::timestamptz IS NOT NULL
), left_arrivals AS (
  DELETE FROM event_arrivals a USING moved
  WHERE a.org_id = moved.org_id AND a.session_id = moved.id AND :finishedAt::timestamptz IS NOT NULL
)`;

/** Updates all columns that turns change; a WHERE follows. */
export const MOVE_ANY = `
UPDATE sessions s
SET status = :status::text, state = :state::json, turn_no = :turnNo::int, message_count = :messageCount::int,
    last_activity_at = :lastActivityAt::timestamptz, finished_at = :finishedAt::timestamptz,
    expires_at = :expiresAt::timestamptz, waiting_since = :waitingSince::timestamptz, wait_turn_no = :waitTurnNo::int,
    sync_reply = :syncReply::json, awaited_event = :awaitedEvent::text,
    handled_events = :handledEvents::text[], assignee_id = :assigneeId::uuid,
    event_depth = greatest(s.event_depth, :eventDepth::int)`;

/** True for the session that turns were computed from, unless it changed since. */
export const IS_AS_READ = `s.org_id = :orgId::uuid AND s.id = :sessionId::uuid AND s.turn_no = :beforeTurn::int
  AND s.sync_reply::jsonb IS NOT DISTINCT FROM :beforeSyncReply::jsonb`;

/** Updates all columns that turns change in the session that they were computed from. */
export const MOVE_ALL = `${MOVE_ANY}
WHERE ${IS_AS_READ}`;

/** Inserts a session; a WHERE follows. */
export const INSERT = `
INSERT INTO sessions (org_id, id, flow_id, version_id, status, is_test, channel, external_id, metadata, state, turn_no,
                      message_count, created_at, last_activity_at, expires_at, finished_at, channel_id, thread_id,
                      room_id, waiting_since, wait_turn_no, wait_timeout_ms, sync_reply, awaited_event, event_depth,
                      handled_events, environment, assignee_id)
SELECT :orgId::uuid, :sessionId::uuid, :flowId::uuid, :versionId::uuid, :status::text, :isTest::boolean,
       :channel::text, :externalId::text, :metadata::json, :state::json, :turnNo::int, :messageCount::int,
       :createdAt::timestamptz, :lastActivityAt::timestamptz, :expiresAt::timestamptz, :finishedAt::timestamptz,
       :channelId::uuid, :threadId::uuid, :roomId::uuid, :waitingSince::timestamptz, :waitTurnNo::int, :waitTimeoutMs::int,
       :syncReply::json, :awaitedEvent::text, :eventDepth::int, :handledEvents::text[], :environment::text,
       :assigneeId::uuid`;

/** True for a test session, and while the flow has the versions that the one of the session was chosen from. */
export const IS_PUBLISHED = `(:isTest::boolean OR EXISTS (
  SELECT 1 FROM flows f WHERE f.org_id = :orgId::uuid AND f.id = :flowId::uuid
    AND f.published_version_id IS NOT DISTINCT FROM :publishedVersionId::uuid
    AND f.environments_rev = :environmentsRev::int AND f.archived_at IS NULL))`;
const MAY_BEGIN = `${IS_UNAPPLIED} AND ${IS_PUBLISHED}`;

/** Inserts a session without a thread whose start only sends messages. */
export const BEGIN_PLAIN = `${INSERT} WHERE ${IS_PUBLISHED}`;

/** Inserts a session without a thread. */
export const BEGIN = `${INSERT} WHERE ${MAY_BEGIN}`;

/** Inserts a session that takes a thread, unless the thread's id or session changed since it was read. */
export const BEGIN_IN_THREAD = `
held_thread AS (
  INSERT INTO threads (org_id, id, channel_id, external_id, session_id, variables, visitor, profile, created_at, last_activity_at)
  SELECT :orgId::uuid, :threadId::uuid, :channelId::uuid, :threadExternalId::text, :sessionId::uuid,
         :threadVariables::json, :visitor::json, :profile::json, :at::timestamptz, :at::timestamptz
  WHERE ${MAY_BEGIN}
  ON CONFLICT (org_id, channel_id, external_id) DO UPDATE
  SET session_id = excluded.session_id, variables = excluded.variables, visitor = excluded.visitor,
      profile = excluded.profile, last_activity_at = excluded.last_activity_at
  WHERE threads.id = excluded.id AND threads.session_id IS NOT DISTINCT FROM :replaces::uuid
  RETURNING 1
), moved AS (${INSERT} WHERE EXISTS (SELECT 1 FROM held_thread) RETURNING org_id, id)`;
