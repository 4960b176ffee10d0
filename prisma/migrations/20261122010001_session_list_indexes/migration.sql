-- What the list of sessions is narrowed by, each in the order of the list.
CREATE INDEX "sessions_org_id_status_created_at_id_idx" ON "sessions"("org_id", "status", "created_at" DESC, "id" DESC);

CREATE INDEX "sessions_org_id_channel_created_at_id_idx" ON "sessions"("org_id", "channel", "created_at" DESC, "id" DESC);

-- By hand: the same for the few that are on a channel of ours, are trials, or wait for a person.
CREATE INDEX "sessions_by_channel_idx" ON "sessions" ("org_id", "channel_id", "created_at" DESC, "id" DESC)
  WHERE "channel_id" IS NOT NULL;

CREATE INDEX "sessions_trial_idx" ON "sessions" ("org_id", "created_at" DESC, "id" DESC) WHERE "trial";

CREATE INDEX "sessions_waiting_list_idx" ON "sessions" ("org_id", "created_at" DESC, "id" DESC)
  WHERE "waiting_since" IS NOT NULL;
