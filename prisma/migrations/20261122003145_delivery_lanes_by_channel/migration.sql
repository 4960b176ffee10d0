-- By hand: what the worker looks for, channel by channel.
DROP INDEX "delivery_lanes_due_idx";
CREATE INDEX "delivery_lanes_due_idx" ON "delivery_lanes" ("channel_id", "due_at") WHERE "due_at" IS NOT NULL;
