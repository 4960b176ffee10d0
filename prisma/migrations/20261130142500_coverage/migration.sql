-- Counts of the sessions that pass each node and exit, which workers keep by reading turns.
CREATE TABLE "coverage_sessions" (
  "org_id" UUID NOT NULL,
  "session_id" UUID NOT NULL,
  "version_id" UUID NOT NULL,
  "turn_no" INTEGER NOT NULL,
  "hour" TIMESTAMPTZ(3) NOT NULL,
  "path_id" UUID NOT NULL,
  "standing" TEXT NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "coverage_sessions_pkey" PRIMARY KEY ("org_id", "session_id"),
  CONSTRAINT "coverage_sessions_standing_check" CHECK ("standing" IN ('silent', 'waiting', 'stopped', 'finished'))
);
SELECT place_table('coverage_sessions');
CREATE INDEX "coverage_sessions_org_id_version_id_path_id_hour_idx"
  ON "coverage_sessions" ("org_id", "version_id", "path_id", "hour");
CREATE INDEX "coverage_sessions_live_idx" ON "coverage_sessions" ("org_id", "version_id", "hour")
  WHERE "standing" IN ('silent', 'waiting');

CREATE TABLE "coverage_counts" (
  "org_id" UUID NOT NULL,
  "version_id" UUID NOT NULL,
  "hour" TIMESTAMPTZ(3) NOT NULL,
  "path_id" UUID NOT NULL,
  "stopped" BOOLEAN NOT NULL,
  "sessions" INTEGER NOT NULL,
  CONSTRAINT "coverage_counts_pkey" PRIMARY KEY ("org_id", "version_id", "hour", "path_id", "stopped")
);
SELECT place_table('coverage_counts');
CREATE INDEX "coverage_counts_hour_idx" ON "coverage_counts" ("hour");

CREATE TABLE "coverage_paths" (
  "org_id" UUID NOT NULL,
  "version_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "path" TEXT[],
  "used_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "coverage_paths_pkey" PRIMARY KEY ("org_id", "version_id", "id")
);
SELECT place_table('coverage_paths');
CREATE INDEX "coverage_paths_used_at_idx" ON "coverage_paths" ("used_at");

CREATE TABLE "coverage_visits" (
  "org_id" UUID NOT NULL,
  "version_id" UUID NOT NULL,
  "place" TEXT NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "coverage_visits_pkey" PRIMARY KEY ("org_id", "version_id", "place")
);
SELECT place_table('coverage_visits');
