-- Secrets of an organization, which calls of its flows send. The value is sealed with the server's secret.
CREATE TABLE "secrets" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "sealed" TEXT NOT NULL,
  "updated_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "secrets_pkey" PRIMARY KEY ("org_id", "id")
);
SELECT place_table('secrets');
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;

CREATE UNIQUE INDEX "secrets_org_id_name_key" ON "secrets" ("org_id", "name");
