-- Services and models that flows name once, with the way of signing in. The credential is sealed with the server's secret.
CREATE TABLE "connections" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "auth" JSON NOT NULL,
  "sealed" TEXT,
  "headers" JSON NOT NULL DEFAULT '{}',
  "model" TEXT,
  "timeout_ms" INTEGER,
  "max_bytes" INTEGER,
  "rev" INTEGER NOT NULL DEFAULT 1,
  "updated_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "connections_pkey" PRIMARY KEY ("org_id", "id"),
  CONSTRAINT "connections_kind_check" CHECK ("kind" IN ('http', 'model'))
);
SELECT place_table('connections');
ALTER TABLE "connections" ADD CONSTRAINT "connections_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;

CREATE UNIQUE INDEX "connections_org_id_name_key" ON "connections" ("org_id", "name");
