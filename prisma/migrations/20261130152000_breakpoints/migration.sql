-- Breakpoints, which hold sessions of a version before a node.
CREATE TABLE "breakpoints" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "flow_id" UUID NOT NULL,
  "version_id" UUID NOT NULL,
  "session_id" UUID,
  "called_flow" TEXT NOT NULL DEFAULT '',
  "node_id" TEXT NOT NULL,
  "condition" TEXT,
  "hold_ms" INTEGER NOT NULL,
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "breakpoints_pkey" PRIMARY KEY ("org_id", "id")
);
SELECT place_table('breakpoints');
ALTER TABLE "breakpoints" ADD CONSTRAINT "breakpoints_org_id_flow_id_fkey"
  FOREIGN KEY ("org_id", "flow_id") REFERENCES "flows" ("org_id", "id") ON DELETE CASCADE;

CREATE INDEX "breakpoints_org_id_flow_id_idx" ON "breakpoints" ("org_id", "flow_id");
CREATE INDEX "breakpoints_expires_at_idx" ON "breakpoints" ("expires_at");
-- The sessions that are held now: each has a timer that lets it go.
CREATE INDEX "timers_hold_idx" ON "timers" ("org_id") WHERE "key" = 'hold';
