-- By hand: whose attempts they were, so that a channel's health is read without its deliveries.
ALTER TABLE "delivery_attempts" ADD COLUMN "channel_id" UUID;
UPDATE "delivery_attempts" a SET "channel_id" = d."channel_id"
  FROM "deliveries" d WHERE d."org_id" = a."org_id" AND d."id" = a."delivery_id";
ALTER TABLE "delivery_attempts" ALTER COLUMN "channel_id" SET NOT NULL;

CREATE INDEX "delivery_attempts_health_idx" ON "delivery_attempts" ("org_id", "channel_id", "started_at" DESC)
  INCLUDE ("duration_ms", "status");
