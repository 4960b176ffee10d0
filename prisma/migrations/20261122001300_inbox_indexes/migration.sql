-- By hand: what the inbox looks for.

CREATE INDEX "sessions_assignee_idx" ON "sessions" ("org_id", "assignee_id", "created_at" DESC)
  WHERE "assignee_id" IS NOT NULL;

CREATE INDEX "sessions_threaded_idx" ON "sessions" ("org_id", "created_at" DESC, "id" DESC)
  WHERE "thread_id" IS NOT NULL;
