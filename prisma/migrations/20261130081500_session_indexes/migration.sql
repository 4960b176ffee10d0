-- Fewer indexes of sessions, because a start inserts into most of them and an end into all of those again: 14 instead of 19.
-- The new ones come first, so that lists have an index at any time. Lists read them backward: rows that come in ascending order
-- fill a page before the next one is begun, and descending ones leave each page half empty.

-- The list of all sessions and of those with a status; counts of live sessions by status.
CREATE INDEX "sessions_status_idx" ON "sessions" ("org_id", "status", "created_at", "id")
  INCLUDE ("is_test", "expires_at");

-- The list of a flow's sessions; counts of its live sessions by version; what is deleted with a version.
CREATE INDEX "sessions_flow_idx"
  ON "sessions" ("org_id", "flow_id", "status", "created_at", "id", "version_id") INCLUDE ("is_test");

-- The list of a channel's sessions, and of those without one that have the same name of a channel.
CREATE INDEX "sessions_channel_idx"
  ON "sessions" ("org_id", "channel", "channel_id", "created_at", "id");

-- Retention, sessions that finished in the last hour, and those that failed.
CREATE INDEX "sessions_finished_by_status_idx" ON "sessions" ("org_id", "status", "finished_at") INCLUDE ("is_test")
  WHERE "finished_at" IS NOT NULL;

-- The inbox: open and closed conversations; counts of both.
CREATE INDEX "sessions_conversations_idx" ON "sessions" ("org_id", "status", "created_at", "id")
  WHERE "thread_id" IS NOT NULL;

DROP INDEX "sessions_org_id_created_at_id_idx";
DROP INDEX "sessions_org_id_flow_id_created_at_idx";
DROP INDEX "sessions_org_id_status_created_at_id_idx";
DROP INDEX "sessions_org_id_channel_created_at_id_idx";
DROP INDEX "sessions_by_channel_idx";
DROP INDEX "sessions_finished_idx";
DROP INDEX "sessions_failed_idx";
DROP INDEX "sessions_live_idx";
DROP INDEX "sessions_live_status_idx";
DROP INDEX "sessions_threaded_idx";

-- Makes the primary key the newest index of sessions. Before the first ANALYZE, PostgreSQL finds every index with `org_id` and `id`
-- as good as the key, prefers the newest, and reads all sessions of the organization to find one. Prepared statements keep such
-- a plan. A migration that adds an index to sessions repeats this.
DO $$
DECLARE
  keys text[];
  one text;
BEGIN
  SELECT array_agg(format('ALTER TABLE %s ADD CONSTRAINT %I %s', "conrelid"::regclass, "conname", pg_get_constraintdef("oid")))
  INTO keys FROM pg_constraint WHERE "confrelid" = 'sessions'::regclass AND "contype" = 'f' AND "conparentid" = 0;
  ALTER TABLE "sessions" DROP CONSTRAINT "sessions_pkey" CASCADE;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_pkey" PRIMARY KEY ("org_id", "id");
  FOREACH one IN ARRAY keys LOOP
    EXECUTE one;
  END LOOP;
END $$;
