-- Which worker walks over the sessions of an organization to count their turns.
CREATE TABLE "coverage_leases" (
  "org_id" UUID NOT NULL,
  "holder" TEXT NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "coverage_leases_pkey" PRIMARY KEY ("org_id")
);
SELECT place_table('coverage_leases');
ALTER TABLE "coverage_leases" ADD CONSTRAINT "coverage_leases_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE;
