-- An environment may have a secret of its own in place of that of the organization, whose environment is empty.
ALTER TABLE "secrets" ADD COLUMN "environment" TEXT NOT NULL DEFAULT '';
DROP INDEX "secrets_org_id_name_key";
CREATE UNIQUE INDEX "secrets_org_id_name_environment_key" ON "secrets"("org_id", "name", "environment");
