-- AlterTable
ALTER TABLE "sessions" ADD COLUMN     "assignee_id" UUID;

-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "retention_days" INTEGER;

-- CreateTable
CREATE TABLE "audit_entries" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "thing_id" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "before" JSON,
    "after" JSON,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "request_records" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "api" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "status" INTEGER NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "request_id" TEXT NOT NULL,
    "session_id" UUID,

    CONSTRAINT "request_records_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "minute_counts" (
    "org_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "measure" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "buckets" INTEGER[],

    CONSTRAINT "minute_counts_pkey" PRIMARY KEY ("org_id","minute","measure")
);

-- CreateTable
CREATE TABLE "invitations" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "canned_replies" (
    "org_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "canned_replies_pkey" PRIMARY KEY ("org_id","id")
);

-- CreateTable
CREATE TABLE "session_reads" (
    "org_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_reads_pkey" PRIMARY KEY ("org_id","user_id","session_id")
);

-- CreateIndex
CREATE INDEX "audit_entries_org_id_at_id_idx" ON "audit_entries"("org_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "audit_entries_org_id_thing_thing_id_at_idx" ON "audit_entries"("org_id", "thing", "thing_id", "at" DESC);

-- CreateIndex
CREATE INDEX "request_records_org_id_key_id_at_id_idx" ON "request_records"("org_id", "key_id", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "request_records_at_idx" ON "request_records"("at");

-- CreateIndex
CREATE INDEX "minute_counts_minute_idx" ON "minute_counts"("minute");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_org_id_created_at_idx" ON "invitations"("org_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "canned_replies_org_id_title_key" ON "canned_replies"("org_id", "title");

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canned_replies" ADD CONSTRAINT "canned_replies_org_id_fkey" FOREIGN KEY ("org_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session_reads" ADD CONSTRAINT "session_reads_org_id_session_id_fkey" FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions"("org_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand from here on: what the schema language cannot say.

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'entries of the audit log are never changed';
END $$;

CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON "audit_entries"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What retention looks for.
CREATE INDEX "sessions_finished_idx" ON "sessions" ("org_id", "finished_at") WHERE "finished_at" IS NOT NULL;
