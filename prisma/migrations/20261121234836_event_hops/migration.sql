-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "hops" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "domain_events" ADD COLUMN     "spread_at" TIMESTAMPTZ(3);
