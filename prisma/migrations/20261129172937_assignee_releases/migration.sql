-- AlterTable
ALTER TABLE "event_arrivals" ADD COLUMN     "hops" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "assignee_releases" (
    "org_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignee_releases_pkey" PRIMARY KEY ("org_id","user_id")
);
