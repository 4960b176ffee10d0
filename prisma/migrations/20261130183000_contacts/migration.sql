-- The people whom sessions talk with, and the addresses by which callers name them.
CREATE TABLE "contacts" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "name" TEXT,
  "locale" TEXT,
  "attributes" JSON NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "contacts_pkey" PRIMARY KEY ("org_id", "id")
);
SELECT place_table('contacts');
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_org_id_fkey"
  FOREIGN KEY ("org_id") REFERENCES "organizations" ("id") ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE INDEX "contacts_org_id_created_at_id_idx" ON "contacts" ("org_id", "created_at" DESC, "id" DESC);

CREATE TABLE "contact_addresses" (
  "org_id" UUID NOT NULL,
  "channel" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "contact_id" UUID NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "contact_addresses_pkey" PRIMARY KEY ("org_id", "channel", "address")
);
SELECT place_table('contact_addresses');
ALTER TABLE "contact_addresses" ADD CONSTRAINT "contact_addresses_org_id_contact_id_fkey"
  FOREIGN KEY ("org_id", "contact_id") REFERENCES "contacts" ("org_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
CREATE INDEX "contact_addresses_org_id_contact_id_idx" ON "contact_addresses" ("org_id", "contact_id");
