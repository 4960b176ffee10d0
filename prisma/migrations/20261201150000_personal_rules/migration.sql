-- AlterTable
ALTER TABLE "organizations" ADD COLUMN     "personal_rules" JSON;
