-- AlterTable
ALTER TABLE "idempotency_records" ADD COLUMN     "caller" TEXT;
