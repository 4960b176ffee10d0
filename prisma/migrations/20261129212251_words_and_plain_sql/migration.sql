-- The field's words for tables and columns, text with checks instead of enum types, and foreign keys that a distributed
-- PostgreSQL accepts. Stop every process of 0.1 before it runs: 0.1 does not work with these names.

-- Names.
ALTER TABLE "delivery_lanes" RENAME TO "delivery_queues";
ALTER INDEX "delivery_lanes_pkey" RENAME TO "delivery_queues_pkey";
ALTER INDEX "delivery_lanes_due_idx" RENAME TO "delivery_queues_due_idx";
ALTER TABLE "deliveries" RENAME COLUMN "lane_id" TO "queue_id";
ALTER TABLE "sign_in_tries" RENAME TO "sign_in_attempts";
ALTER INDEX "sign_in_tries_pkey" RENAME TO "sign_in_attempts_pkey";
ALTER INDEX "sign_in_tries_ends_at_idx" RENAME TO "sign_in_attempts_ends_at_idx";
ALTER TABLE "sessions" RENAME COLUMN "trial" TO "is_test";
ALTER TABLE "sessions" RENAME COLUMN "direct" TO "sync_reply";
ALTER TABLE "sessions" RENAME COLUMN "pause_no" TO "wait_turn_no";
ALTER TABLE "sessions" RENAME COLUMN "pause_ms" TO "wait_timeout_ms";
ALTER TABLE "sessions" RENAME COLUMN "hops" TO "event_depth";
ALTER INDEX "sessions_trial_idx" RENAME TO "sessions_test_idx";
ALTER TABLE "event_arrivals" RENAME COLUMN "hops" TO "event_depth";
ALTER TABLE "domain_events" RENAME COLUMN "spread_at" TO "fanned_out_at";

-- Partial indexes name values of the enum types; they are made again below.
DROP INDEX "deliveries_dead_idx";
DROP INDEX "deliveries_late_idx";
DROP INDEX "deliveries_pending_idx";
DROP INDEX "flow_triggers_single_idx";
DROP INDEX "flow_versions_trial_idx";
DROP INDEX "sessions_failed_idx";

-- Text with checks. A copy of a draft is called a test version.
ALTER TABLE "channels"
  ALTER COLUMN "kind" TYPE TEXT USING "kind"::text,
  ADD CONSTRAINT "channels_kind_check" CHECK ("kind" IN ('chat', 'flowrest', 'umi')),
  ALTER COLUMN "webhook_schedule" DROP DEFAULT,
  ALTER COLUMN "webhook_schedule" TYPE TEXT USING "webhook_schedule"::text,
  ALTER COLUMN "webhook_schedule" SET DEFAULT 'vendor',
  ADD CONSTRAINT "channels_webhook_schedule_check" CHECK ("webhook_schedule" IN ('vendor', 'long'));
ALTER TABLE "deliveries"
  ALTER COLUMN "status" DROP DEFAULT,
  ALTER COLUMN "status" TYPE TEXT USING "status"::text,
  ALTER COLUMN "status" SET DEFAULT 'pending',
  ADD CONSTRAINT "deliveries_status_check" CHECK ("status" IN ('pending', 'delivered', 'dead'));
ALTER TABLE "flow_triggers"
  ALTER COLUMN "type" TYPE TEXT USING "type"::text,
  ADD CONSTRAINT "flow_triggers_type_check" CHECK ("type" IN ('intent', 'event', 'form'));
ALTER TABLE "flow_versions"
  ALTER COLUMN "kind" TYPE TEXT USING CASE "kind" WHEN 'trial' THEN 'test' ELSE "kind"::text END,
  ADD CONSTRAINT "flow_versions_kind_check" CHECK ("kind" IN ('published', 'test'));
ALTER TABLE "idempotency_records"
  ALTER COLUMN "status" TYPE TEXT USING "status"::text,
  ADD CONSTRAINT "idempotency_records_status_check" CHECK ("status" IN ('running', 'applied', 'done'));
ALTER TABLE "invitations"
  ALTER COLUMN "role" TYPE TEXT USING "role"::text,
  ADD CONSTRAINT "invitations_role_check" CHECK ("role" IN ('owner', 'admin', 'editor', 'agent', 'viewer'));
ALTER TABLE "members"
  ALTER COLUMN "role" TYPE TEXT USING "role"::text,
  ADD CONSTRAINT "members_role_check" CHECK ("role" IN ('owner', 'admin', 'editor', 'agent', 'viewer'));
ALTER TABLE "messages"
  ALTER COLUMN "direction" TYPE TEXT USING "direction"::text,
  ADD CONSTRAINT "messages_direction_check" CHECK ("direction" IN ('inbound', 'outbound'));
ALTER TABLE "rooms"
  ALTER COLUMN "mode" TYPE TEXT USING "mode"::text,
  ADD CONSTRAINT "rooms_mode_check" CHECK ("mode" IN ('flow', 'suggestions', 'people'));
ALTER TABLE "sessions"
  ALTER COLUMN "status" TYPE TEXT USING "status"::text,
  ADD CONSTRAINT "sessions_status_check" CHECK ("status" IN (
    'running', 'awaiting_input', 'awaiting_transfer', 'awaiting_timer', 'awaiting_event',
    'completed', 'ended', 'expired', 'failed'));
ALTER TABLE "turns"
  ALTER COLUMN "status" TYPE TEXT USING "status"::text,
  ADD CONSTRAINT "turns_status_check" CHECK ("status" IN (
    'running', 'awaiting_input', 'awaiting_transfer', 'awaiting_timer', 'awaiting_event',
    'completed', 'ended', 'expired', 'failed'));

DROP TYPE "channel_kind", "delivery_status", "direction", "idempotency_status", "role", "room_mode", "session_status",
  "trigger_type", "version_kind", "webhook_schedule";

CREATE INDEX "deliveries_dead_idx" ON "deliveries" ("org_id", "settled_at", "channel_id") WHERE "status" = 'dead';
CREATE INDEX "deliveries_late_idx" ON "deliveries" ("org_id", "created_at", "channel_id") WHERE "status" = 'pending';
CREATE INDEX "deliveries_pending_idx" ON "deliveries" ("org_id", "queue_id", "no") WHERE "status" = 'pending';
CREATE UNIQUE INDEX "flow_triggers_single_idx" ON "flow_triggers" ("org_id", "type", "name") WHERE "type" <> 'event';
CREATE INDEX "flow_versions_test_idx" ON "flow_versions" ("created_at") WHERE "kind" = 'test';
CREATE INDEX "sessions_failed_idx" ON "sessions" ("org_id", "finished_at" DESC) WHERE "status" = 'failed' AND NOT "is_test";

-- Foreign keys without ON UPDATE CASCADE, for no key is ever changed.
ALTER TABLE "api_keys"
  DROP CONSTRAINT "api_keys_org_id_channel_id_fkey",
  ADD CONSTRAINT "api_keys_org_id_channel_id_fkey"
    FOREIGN KEY ("org_id", "channel_id") REFERENCES "channels" ("org_id", "id") ON DELETE CASCADE,
  DROP CONSTRAINT "api_keys_org_id_fkey",
  ADD CONSTRAINT "api_keys_org_id_fkey"
    FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
ALTER TABLE "canned_replies"
  DROP CONSTRAINT "canned_replies_org_id_fkey",
  ADD CONSTRAINT "canned_replies_org_id_fkey"
    FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
ALTER TABLE "channels"
  DROP CONSTRAINT "channels_org_id_fkey",
  ADD CONSTRAINT "channels_org_id_fkey"
    FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
ALTER TABLE "deliveries"
  DROP CONSTRAINT "deliveries_org_id_channel_id_fkey",
  ADD CONSTRAINT "deliveries_org_id_channel_id_fkey"
    FOREIGN KEY ("org_id", "channel_id") REFERENCES "channels" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "delivery_attempts"
  DROP CONSTRAINT "delivery_attempts_org_id_delivery_id_fkey",
  ADD CONSTRAINT "delivery_attempts_org_id_delivery_id_fkey"
    FOREIGN KEY ("org_id", "delivery_id") REFERENCES "deliveries" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "effects"
  DROP CONSTRAINT "effects_org_id_session_id_fkey",
  ADD CONSTRAINT "effects_org_id_session_id_fkey"
    FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "event_arrivals"
  DROP CONSTRAINT "event_arrivals_org_id_session_id_fkey",
  ADD CONSTRAINT "event_arrivals_org_id_session_id_fkey"
    FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "factors"
  DROP CONSTRAINT "factors_user_id_fkey",
  ADD CONSTRAINT "factors_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE;
ALTER TABLE "flow_triggers"
  DROP CONSTRAINT "flow_triggers_org_id_flow_id_fkey",
  ADD CONSTRAINT "flow_triggers_org_id_flow_id_fkey"
    FOREIGN KEY ("org_id", "flow_id") REFERENCES "flows" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "flow_versions"
  DROP CONSTRAINT "flow_versions_org_id_flow_id_fkey",
  ADD CONSTRAINT "flow_versions_org_id_flow_id_fkey"
    FOREIGN KEY ("org_id", "flow_id") REFERENCES "flows" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "flows"
  DROP CONSTRAINT "flows_org_id_fkey",
  ADD CONSTRAINT "flows_org_id_fkey"
    FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
ALTER TABLE "invitations"
  DROP CONSTRAINT "invitations_org_id_fkey",
  ADD CONSTRAINT "invitations_org_id_fkey"
    FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
ALTER TABLE "members"
  DROP CONSTRAINT "members_org_id_fkey",
  ADD CONSTRAINT "members_org_id_fkey"
    FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE,
  DROP CONSTRAINT "members_user_id_fkey",
  ADD CONSTRAINT "members_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE;
ALTER TABLE "model_prices"
  DROP CONSTRAINT "model_prices_org_id_fkey",
  ADD CONSTRAINT "model_prices_org_id_fkey"
    FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
ALTER TABLE "password_resets"
  DROP CONSTRAINT "password_resets_user_id_fkey",
  ADD CONSTRAINT "password_resets_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE;
ALTER TABLE "recovery_codes"
  DROP CONSTRAINT "recovery_codes_user_id_fkey",
  ADD CONSTRAINT "recovery_codes_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "factors" ("user_id") ON DELETE CASCADE;
ALTER TABLE "rooms"
  DROP CONSTRAINT "rooms_org_id_fkey",
  ADD CONSTRAINT "rooms_org_id_fkey"
    FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
ALTER TABLE "session_reads"
  DROP CONSTRAINT "session_reads_org_id_session_id_fkey",
  ADD CONSTRAINT "session_reads_org_id_session_id_fkey"
    FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "sessions"
  DROP CONSTRAINT "sessions_org_id_version_id_fkey",
  ADD CONSTRAINT "sessions_org_id_version_id_fkey"
    FOREIGN KEY ("org_id", "version_id") REFERENCES "flow_versions" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "sign_ins"
  DROP CONSTRAINT "sign_ins_user_id_fkey",
  ADD CONSTRAINT "sign_ins_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE;
ALTER TABLE "suggestions"
  DROP CONSTRAINT "suggestions_org_id_session_id_fkey",
  ADD CONSTRAINT "suggestions_org_id_session_id_fkey"
    FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "threads"
  DROP CONSTRAINT "threads_org_id_channel_id_fkey",
  ADD CONSTRAINT "threads_org_id_channel_id_fkey"
    FOREIGN KEY ("org_id", "channel_id") REFERENCES "channels" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "timers"
  DROP CONSTRAINT "timers_org_id_session_id_fkey",
  ADD CONSTRAINT "timers_org_id_session_id_fkey"
    FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id") ON DELETE CASCADE;
ALTER TABLE "user_identities"
  DROP CONSTRAINT "user_identities_user_id_fkey",
  ADD CONSTRAINT "user_identities_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE;

-- The statement that deletes sessions takes them out of their threads, where a distributed PostgreSQL refuses SET NULL.
ALTER TABLE "threads"
  DROP CONSTRAINT "threads_org_id_session_id_fkey",
  ADD CONSTRAINT "threads_org_id_session_id_fkey"
    FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id");
CREATE INDEX "threads_session_idx" ON "threads" ("org_id", "session_id") WHERE "session_id" IS NOT NULL;
