-- The replies of models are shown while they arrive.
ALTER TABLE "effects" ADD COLUMN "partial_reply" TEXT, ADD COLUMN "partial_at" TIMESTAMPTZ(3);
