-- DropIndex
DROP INDEX "request_records_org_id_key_id_at_id_idx";

-- DropIndex
DROP INDEX "request_records_at_idx";

-- AlterTable
ALTER TABLE "request_records" DROP CONSTRAINT "request_records_pkey",
ADD CONSTRAINT "request_records_pkey" PRIMARY KEY ("org_id", "key_id", "at", "id");

-- By hand: rows come in the order of time, so a BRIN index finds the old ones and costs the new ones nothing.
CREATE INDEX "request_records_at_brin" ON "request_records" USING brin ("at");
