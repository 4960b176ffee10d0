-- AlterTable
ALTER TABLE "flows" ADD COLUMN     "tests" JSON NOT NULL DEFAULT '[]';
