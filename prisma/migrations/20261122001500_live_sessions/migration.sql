-- Sessions that go on, counted by version when another one is published: the index alone answers.
CREATE INDEX "sessions_live_idx" ON "sessions" ("org_id", "flow_id", "version_id") WHERE "finished_at" IS NULL AND NOT "trial";
