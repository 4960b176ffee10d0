-- AlterTable
ALTER TABLE "uploads" ADD COLUMN     "thread_id" UUID,
ADD COLUMN     "uploader" TEXT;

-- CreateIndex
CREATE INDEX "uploads_org_id_channel_id_created_at_idx" ON "uploads"("org_id", "channel_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "uploads_org_id_thread_id_idx" ON "uploads"("org_id", "thread_id");
