-- AlterTable
ALTER TABLE "password_resets" ADD COLUMN     "by_mail" BOOLEAN NOT NULL DEFAULT false;
