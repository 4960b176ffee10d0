-- AlterTable
ALTER TABLE "threads" ADD COLUMN     "visitor" JSON;
