-- Requests to move the live sessions of a flow to one of its versions, which workers do.
CREATE TABLE "session_migrations" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "flow_id" UUID NOT NULL,
  "version_id" UUID NOT NULL,
  "version_number" INTEGER NOT NULL,
  "status" TEXT NOT NULL DEFAULT 'pending',
  "moved" INTEGER NOT NULL DEFAULT 0,
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
  CONSTRAINT "session_migrations_pkey" PRIMARY KEY ("org_id", "id"),
  CONSTRAINT "session_migrations_status_check" CHECK ("status" IN ('pending', 'running', 'completed', 'failed', 'canceled'))
);
SELECT place_table('session_migrations');
ALTER TABLE "session_migrations" ADD CONSTRAINT "session_migrations_org_id_flow_id_fkey"
  FOREIGN KEY ("org_id", "flow_id") REFERENCES "flows" ("org_id", "id") ON DELETE CASCADE;

CREATE INDEX "session_migrations_org_id_flow_id_created_at_idx" ON "session_migrations" ("org_id", "flow_id", "created_at" DESC);
CREATE INDEX "session_migrations_due_idx" ON "session_migrations" ("due_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "session_migrations_finished_idx" ON "session_migrations" ("finished_at") WHERE "finished_at" IS NOT NULL;
