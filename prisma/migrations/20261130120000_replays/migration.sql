-- Replays of a flow's recorded sessions on a draft, which workers run.
CREATE TABLE "replays" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "flow_id" UUID NOT NULL,
  "status" TEXT NOT NULL DEFAULT 'pending',
  "definition" JSON NOT NULL,
  "links" JSON NOT NULL,
  "draft_rev" INTEGER,
  "search" JSON NOT NULL,
  "stand_ins" JSON NOT NULL,
  "done" INTEGER NOT NULL DEFAULT 0,
  "total" INTEGER,
  "result" JSON,
  "failure" TEXT,
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "leased_by" TEXT,
  "due_at" TIMESTAMPTZ(3),
  "created_by" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "finished_at" TIMESTAMPTZ(3),
  CONSTRAINT "replays_pkey" PRIMARY KEY ("org_id", "id"),
  CONSTRAINT "replays_status_check" CHECK ("status" IN ('pending', 'running', 'completed', 'failed', 'canceled'))
);
SELECT place_table('replays');
ALTER TABLE "replays" ADD CONSTRAINT "replays_org_id_flow_id_fkey"
  FOREIGN KEY ("org_id", "flow_id") REFERENCES "flows" ("org_id", "id") ON DELETE CASCADE;

CREATE INDEX "replays_org_id_flow_id_created_at_idx" ON "replays" ("org_id", "flow_id", "created_at" DESC);
CREATE INDEX "replays_due_idx" ON "replays" ("due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "replays_finished_idx" ON "replays" ("finished_at") WHERE "finished_at" IS NOT NULL;
