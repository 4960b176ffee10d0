-- AlterTable
ALTER TABLE "flows" ADD COLUMN     "tags" JSON NOT NULL DEFAULT '{}';
