-- CreateEnum
CREATE TYPE "channel_kind" AS ENUM ('chat', 'flowrest', 'umi');

-- CreateEnum
CREATE TYPE "room_mode" AS ENUM ('flow', 'suggestions', 'people');

-- CreateEnum
CREATE TYPE "webhook_schedule" AS ENUM ('vendor', 'long');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('pending', 'delivered', 'dead');

-- CreateEnum
CREATE TYPE "trigger_type" AS ENUM ('intent', 'event', 'form');

-- AlterEnum
ALTER TYPE "role" ADD VALUE 'agent';

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "awaited_event" TEXT,
ADD COLUMN     "channel_id" UUID,
ADD COLUMN     "direct" JSON,
ADD COLUMN     "pause_ms" INTEGER,
ADD COLUMN     "pause_no" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "room_id" UUID,
ADD COLUMN     "thread_id" UUID,
ADD COLUMN     "waiting_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "turns" ADD COLUMN     "usage" JSON;

-- AlterTable
ALTER TABLE "api_keys" ADD COLUMN     "channel_id" UUID;

-- CreateTable
CREATE TABLE "rooms" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mode" "room_mode" NOT NULL,
    "flow_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rooms_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "channels" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "channel_kind" NOT NULL,
    "name" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "flow_id" UUID,
    "room_id" UUID,
    "label" TEXT,
    "public_key" TEXT,
    "settings" JSON NOT NULL DEFAULT '{}',
    "webhook_url" TEXT,
    "webhook_schedule" "webhook_schedule" NOT NULL DEFAULT 'vendor',
    "max_retry_count" INTEGER NOT NULL DEFAULT 3,
    "webhook_disabled_at" TIMESTAMPTZ(3),
    "secrets" JSON NOT NULL DEFAULT '[]',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "modified_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channels_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "threads" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "session_id" UUID,
    "variables" JSON NOT NULL DEFAULT '{}',
    "profile" JSON NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_activity_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "threads_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "suggestions" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "turn_no" INTEGER NOT NULL,
    "message_id" UUID,
    "text" TEXT NOT NULL,
    "score" DOUBLE PRECISION,
    "flow_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "suggestions_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "client_events" (
    "org_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "id" TEXT NOT NULL,
    "thread_id" UUID,
    "name" TEXT NOT NULL,
    "props" JSON NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_events_pkey" PRIMARY KEY ("org_id","channel_id","id")
);

-- CreateTable
CREATE TABLE "uploads" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "delivery_lanes" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "leased_by" TEXT,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_lanes_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "no" BIGSERIAL NOT NULL,
    "lane_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "session_id" UUID,
    "turn_no" INTEGER,
    "event" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "headers" JSON NOT NULL DEFAULT '{}',
    "status" "delivery_status" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "delivery_attempts" (
    "org_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "no" INTEGER NOT NULL,
    "url" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "status" INTEGER,
    "headers" JSON,
    "body" TEXT,
    "error_code" TEXT,
    "error" TEXT,

    CONSTRAINT "delivery_attempts_pkey" PRIMARY KEY ("org_id","delivery_id","no")
);

-- CreateTable
CREATE TABLE "event_arrivals" (
    "org_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "event_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSON NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "event_arrivals_pkey" PRIMARY KEY ("org_id","session_id","event_id")
);

-- CreateTable
CREATE TABLE "flow_triggers" (
    "org_id" UUID NOT NULL,
    "flow_id" UUID NOT NULL,
    "type" "trigger_type" NOT NULL,
    "name" TEXT NOT NULL,
    "version_id" UUID NOT NULL,
    "trigger" JSON NOT NULL,

    CONSTRAINT "flow_triggers_pkey" PRIMARY KEY ("org_id","flow_id","type","name")
);

-- CreateTable
CREATE TABLE "domain_events" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSON NOT NULL,
    "source_id" UUID,
    "lease_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "domain_events_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "model_prices" (
    "org_id" UUID NOT NULL,
    "model" TEXT NOT NULL,
    "prompt_micros" BIGINT NOT NULL,
    "completion_micros" BIGINT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_prices_pkey" PRIMARY KEY ("org_id","model")
);

-- CreateIndex
CREATE INDEX "rooms_org_id_created_at_idx" ON "rooms"("org_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "channels_public_key_key" ON "channels"("public_key");

-- CreateIndex
CREATE INDEX "channels_org_id_created_at_id_idx" ON "channels"("org_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "threads_org_id_channel_id_created_at_id_idx" ON "threads"("org_id", "channel_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "threads_org_id_channel_id_external_id_key" ON "threads"("org_id", "channel_id", "external_id");

-- CreateIndex
CREATE INDEX "suggestions_org_id_session_id_created_at_idx" ON "suggestions"("org_id", "session_id", "created_at");

-- CreateIndex
CREATE INDEX "client_events_org_id_channel_id_created_at_idx" ON "client_events"("org_id", "channel_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "uploads_org_id_created_at_idx" ON "uploads"("org_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "deliveries_org_id_created_at_id_idx" ON "deliveries"("org_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "deliveries_org_id_session_id_no_idx" ON "deliveries"("org_id", "session_id", "no");

-- CreateIndex
CREATE INDEX "deliveries_org_id_channel_id_created_at_idx" ON "deliveries"("org_id", "channel_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "event_arrivals_created_at_idx" ON "event_arrivals"("created_at");

-- CreateIndex
CREATE INDEX "flow_triggers_org_id_type_name_idx" ON "flow_triggers"("org_id", "type", "name");

-- CreateIndex
CREATE INDEX "domain_events_created_at_idx" ON "domain_events"("created_at");

-- AddForeignKey
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rooms" ADD CONSTRAINT "rooms_org_id_flow_id_fkey" FOREIGN KEY ("org_id", "flow_id") REFERENCES "flows"("org_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_org_id_flow_id_fkey" FOREIGN KEY ("org_id", "flow_id") REFERENCES "flows"("org_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "channels" ADD CONSTRAINT "channels_org_id_room_id_fkey" FOREIGN KEY ("org_id", "room_id") REFERENCES "rooms"("org_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "threads" ADD CONSTRAINT "threads_org_id_channel_id_fkey" FOREIGN KEY ("org_id", "channel_id") REFERENCES "channels"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suggestions" ADD CONSTRAINT "suggestions_org_id_session_id_fkey" FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_org_id_channel_id_fkey" FOREIGN KEY ("org_id", "channel_id") REFERENCES "channels"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_org_id_delivery_id_fkey" FOREIGN KEY ("org_id", "delivery_id") REFERENCES "deliveries"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_org_id_thread_id_fkey" FOREIGN KEY ("org_id", "thread_id") REFERENCES "threads"("org_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "event_arrivals" ADD CONSTRAINT "event_arrivals_org_id_session_id_fkey" FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_org_id_channel_id_fkey" FOREIGN KEY ("org_id", "channel_id") REFERENCES "channels"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "flow_triggers" ADD CONSTRAINT "flow_triggers_org_id_flow_id_fkey" FOREIGN KEY ("org_id", "flow_id") REFERENCES "flows"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_prices" ADD CONSTRAINT "model_prices_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here on: what the schema language cannot say.

-- A thread outlives the sessions that held it.
ALTER TABLE "threads" ADD CONSTRAINT "threads_org_id_session_id_fkey" FOREIGN KEY ("org_id", "session_id")
  REFERENCES "sessions"("org_id", "id") ON DELETE SET NULL ("session_id");

CREATE INDEX "sessions_thread_idx" ON "sessions" ("org_id", "thread_id", "created_at" DESC) WHERE "thread_id" IS NOT NULL;

-- People who wait, by room.
CREATE INDEX "sessions_waiting_idx" ON "sessions" ("org_id", "room_id", "waiting_since")
  WHERE "waiting_since" IS NOT NULL AND "finished_at" IS NULL;

-- Whom an event concerns.
CREATE INDEX "sessions_awaited_event_idx" ON "sessions" ("org_id", "awaited_event")
  WHERE "awaited_event" IS NOT NULL AND "finished_at" IS NULL;

-- What the worker looks for.
CREATE INDEX "deliveries_pending_idx" ON "deliveries" ("org_id", "lane_id", "no") WHERE "status" = 'pending';

-- One published flow answers an intent, and one a form.
CREATE UNIQUE INDEX "flow_triggers_single_idx" ON "flow_triggers" ("org_id", "type", "name") WHERE "type" <> 'event';

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "hops" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "domain_events" ADD COLUMN     "spread_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "assignee_id" UUID;

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "retention_days" INTEGER;

-- CreateTable
CREATE TABLE "audit_entries" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "thing_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "before" JSON,
    "after" JSON,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "request_records" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "api" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "request_id" TEXT NOT NULL,
    "session_id" UUID,

    CONSTRAINT "request_records_pkey" PRIMARY KEY ("org_id","key_id","at","id")
);

-- CreateTable
CREATE TABLE "minute_counts" (
    "org_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "measure" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "buckets" INTEGER[],

    CONSTRAINT "minute_counts_pkey" PRIMARY KEY ("org_id","minute","measure")
);

-- CreateTable
CREATE TABLE "invitations" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "canned_replies" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "canned_replies_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "session_reads" (
    "org_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_reads_pkey" PRIMARY KEY ("org_id","user_id","session_id")
);

-- CreateIndex
CREATE INDEX "audit_entries_org_id_at_id_idx" ON "audit_entries"("org_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_org_id_thing_thing_id_at_idx" ON "audit_entries"("org_id", "thing", "thing_id", "at" DESC);

-- CreateIndex
CREATE INDEX "minute_counts_minute_idx" ON "minute_counts"("minute");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_org_id_created_at_idx" ON "invitations"("org_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "canned_replies_org_id_title_key" ON "canned_replies"("org_id", "title");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canned_replies" ADD CONSTRAINT "canned_replies_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_reads" ADD CONSTRAINT "session_reads_org_id_session_id_fkey" FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here on: what the schema language cannot say.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of the audit log are never changed';
END $$;

CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What retention looks for.
CREATE INDEX "sessions_finished_idx" ON "sessions" ("org_id", "finished_at") WHERE "finished_at" IS NOT NULL;

-- By hand: what the inbox looks for.

CREATE INDEX "sessions_assignee_idx" ON "sessions" ("org_id", "assignee_id", "created_at" DESC)
  WHERE "assignee_id" IS NOT NULL;

CREATE INDEX "sessions_threaded_idx" ON "sessions" ("org_id", "created_at" DESC, "id" DESC)
  WHERE "thread_id" IS NOT NULL;

-- Sessions that go on, counted by version when another one is published: the index alone answers.
CREATE INDEX "sessions_live_idx" ON "sessions" ("org_id", "flow_id", "version_id") WHERE "finished_at" IS NULL AND NOT "trial";

-- By hand: what the worker looks for, channel by channel.
CREATE INDEX "delivery_lanes_due_idx" ON "delivery_lanes" ("channel_id", "due_at") WHERE "due_at" IS NOT NULL;

-- By hand: whose attempts they were, so that a channel's health is read without its deliveries.
ALTER TABLE "delivery_attempts" ADD COLUMN "channel_id" UUID NOT NULL;

CREATE INDEX "delivery_attempts_health_idx" ON "delivery_attempts" ("org_id", "channel_id", "started_at" DESC)
  INCLUDE ("duration_ms", "status");

-- By hand: what Home counts every few seconds; indexes alone answer.

-- Sessions that go on, by status.
CREATE INDEX "sessions_live_status_idx" ON "sessions" ("org_id", "status", "expires_at")
  WHERE "finished_at" IS NULL AND NOT "trial";

-- Sessions that failed, the latest first.
CREATE INDEX "sessions_failed_idx" ON "sessions" ("org_id", "finished_at" DESC)
  WHERE "status" = 'failed' AND NOT "trial";

-- Deliveries that were given up, and those that are late.
CREATE INDEX "deliveries_dead_idx" ON "deliveries" ("org_id", "settled_at", "channel_id") WHERE "status" = 'dead';
CREATE INDEX "deliveries_late_idx" ON "deliveries" ("org_id", "created_at", "channel_id") WHERE "status" = 'pending';

-- CreateTable
CREATE TABLE "hour_counts" (
    "org_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(0) NOT NULL,
    "measure" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "buckets" INTEGER[],

    CONSTRAINT "hour_counts_pkey" PRIMARY KEY ("org_id", "hour", "measure")
);

-- CreateIndex
CREATE INDEX "hour_counts_hour_idx" ON "hour_counts"("hour");

-- What the list of sessions is narrowed by, each in the order of the list.
CREATE INDEX "sessions_org_id_status_created_at_id_idx" ON "sessions"("org_id", "status", "created_at" DESC, "id" DESC);

CREATE INDEX "sessions_org_id_channel_created_at_id_idx" ON "sessions"("org_id", "channel", "created_at" DESC, "id" DESC);

-- By hand: the same for the few that are on a channel of ours, are trials, or wait for a person.
CREATE INDEX "sessions_by_channel_idx" ON "sessions" ("org_id", "channel_id", "created_at" DESC, "id" DESC)
  WHERE "channel_id" IS NOT NULL;

CREATE INDEX "sessions_trial_idx" ON "sessions" ("org_id", "created_at" DESC, "id" DESC) WHERE "trial";

CREATE INDEX "sessions_waiting_list_idx" ON "sessions" ("org_id", "created_at" DESC, "id" DESC)
  WHERE "waiting_since" IS NOT NULL;

-- By hand: rows come in the order of time, so a BRIN index finds the old ones and costs the new ones nothing.
CREATE INDEX "request_records_at_brin" ON "request_records" USING brin ("at");

