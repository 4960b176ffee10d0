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

-- What was counted so far.
INSERT INTO "hour_counts" ("org_id", "hour", "measure", "count", "buckets")
  SELECT m."org_id", date_trunc('hour', m."minute", 'UTC'), m."measure", sum(m."count")::int, '{}'
  FROM "minute_counts" m GROUP BY 1, 2, 3;
UPDATE "hour_counts" h SET "buckets" = summed."buckets" FROM (
  SELECT "org_id", "hour", "measure", array_agg("n" ORDER BY "at") "buckets" FROM (
    SELECT m."org_id", date_trunc('hour', m."minute", 'UTC') "hour", m."measure", u."at", sum(u."n")::int "n"
    FROM "minute_counts" m, unnest(m."buckets") WITH ORDINALITY AS u("n", "at") GROUP BY 1, 2, 3, 4
  ) one GROUP BY 1, 2, 3
) summed
  WHERE h."org_id" = summed."org_id" AND h."hour" = summed."hour" AND h."measure" = summed."measure";
