-- A schema that a distributed PostgreSQL accepts, with `org_id` as the distribution column (npm run distribute).
-- Stop every process before it runs, like for 20261129212251_words_and_plain_sql.

-- The statements that delete sessions delete their turns and messages: Citus refuses triggers with transition tables.
DROP TRIGGER "sessions_delete_transcripts" ON "sessions";
DROP FUNCTION delete_transcripts();

-- Sessions refer to threads. Where threads refer to sessions, too, neither row can be written first.
ALTER TABLE "threads" DROP CONSTRAINT "threads_org_id_session_id_fkey";

-- A delivery's number comes from the row of its queue: sequences are in no order over several nodes.
ALTER TABLE "delivery_queues" ADD COLUMN "last_no" BIGINT NOT NULL DEFAULT 0;
UPDATE "delivery_queues" q SET "last_no" = d."last_no"
FROM (SELECT "org_id", "queue_id", max("no") AS "last_no" FROM "deliveries" GROUP BY 1, 2) d
WHERE q."org_id" = d."org_id" AND q."id" = d."queue_id";
ALTER TABLE "deliveries" ALTER COLUMN "no" DROP DEFAULT;
DROP SEQUENCE "deliveries_no_seq";

-- Queues are claimed for one organization at a time.
DROP INDEX "delivery_queues_due_idx";
CREATE INDEX "delivery_queues_due_idx" ON "delivery_queues" ("org_id", "channel_id", "due_at") WHERE "due_at" IS NOT NULL;

-- Writes an attempt, its delivery's new state and the queue's next due time; one call, so that a distributed PostgreSQL runs it
-- on the organization's node. True when the queue has more to send; null when another process holds it, or the delivery is
-- settled.
CREATE FUNCTION record_delivery_attempt(
  p_org uuid, p_queue uuid, p_process text, p_delivery uuid, p_status text, p_last_error text, p_at timestamptz,
  p_due timestamptz, p_attempt json
) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  held_channel uuid;
  last_no int;
BEGIN
  UPDATE "delivery_queues" SET "due_at" = coalesce(p_due, "due_at"),
    "leased_by" = CASE WHEN p_due IS NULL THEN "leased_by" END,
    "lease_until" = CASE WHEN p_due IS NULL THEN "lease_until" END
  WHERE "org_id" = p_org AND "id" = p_queue AND "leased_by" = p_process
  RETURNING "channel_id" INTO held_channel;
  IF NOT FOUND THEN RETURN NULL; END IF;
  SELECT max(a."no") INTO last_no FROM "delivery_attempts" a WHERE a."org_id" = p_org AND a."delivery_id" = p_delivery;
  INSERT INTO "delivery_attempts"
    ("org_id", "delivery_id", "channel_id", "no", "url", "started_at", "duration_ms", "status", "headers", "body", "error_code", "error")
  VALUES (
    p_org, p_delivery, held_channel, coalesce(last_no, 0) + 1, p_attempt->>'url', (p_attempt->>'startedAt')::timestamptz,
    (p_attempt->>'durationMs')::int, (p_attempt->>'status')::int, (p_attempt->>'headers')::json,
    p_attempt->>'body', p_attempt->>'errorCode', p_attempt->>'error');
  UPDATE "deliveries" SET "status" = p_status, "attempts" = "attempts" + 1, "last_error" = p_last_error,
    "settled_at" = CASE WHEN p_status = 'pending' THEN NULL ELSE p_at END
  WHERE "org_id" = p_org AND "id" = p_delivery AND "status" = 'pending';
  IF NOT FOUND THEN RETURN NULL; END IF;
  RETURN EXISTS (
    SELECT FROM "deliveries" d
    WHERE d."org_id" = p_org AND d."queue_id" = p_queue AND d."status" = 'pending' AND d."id" <> p_delivery);
END $$;

-- Places a new table on a distributed PostgreSQL, beside the organization's other rows or, without `org_id`, as a copy on every
-- node; does nothing elsewhere. A migration calls it after CREATE TABLE and before it adds a foreign key.
CREATE FUNCTION place_table(placed regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE "extname" = 'citus') THEN RETURN; END IF;
  IF NOT EXISTS (SELECT FROM pg_dist_partition WHERE "logicalrelid" = 'sessions'::regclass AND "partmethod" = 'h') THEN RETURN; END IF;
  IF EXISTS (SELECT FROM pg_attribute WHERE "attrelid" = placed AND "attname" = 'org_id' AND NOT "attisdropped") THEN
    PERFORM create_distributed_table(placed, 'org_id', colocate_with => 'sessions');
  ELSE
    PERFORM create_reference_table(placed);
  END IF;
END $$;
