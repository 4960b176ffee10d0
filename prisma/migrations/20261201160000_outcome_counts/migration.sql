-- Outcomes of sessions by day, flow, version and channel, which workers count with the paths.
ALTER TABLE "coverage_sessions" ADD COLUMN "outcome" JSON,
  ADD COLUMN "outcome_no" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "outcome_counts" (
  "org_id" UUID NOT NULL,
  "day" TIMESTAMPTZ(3) NOT NULL,
  "flow_id" UUID NOT NULL,
  "version_id" UUID NOT NULL,
  "channel" TEXT NOT NULL,
  "measure" TEXT NOT NULL,
  "bucket" INTEGER NOT NULL,
  "amount" BIGINT NOT NULL,
  CONSTRAINT "outcome_counts_pkey" PRIMARY KEY ("org_id", "day", "flow_id", "version_id", "channel", "measure", "bucket"),
  CONSTRAINT "outcome_counts_measure_check" CHECK (
    "measure" IN ('started', 'ended', 'ended_alone', 'failed', 'handed_over', 'answered', 'tokens', 'cost_micros')
  )
);
SELECT place_table('outcome_counts');
CREATE INDEX "outcome_counts_day_idx" ON "outcome_counts" ("day");
ALTER TABLE "outcome_counts" ADD CONSTRAINT "outcome_counts_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
