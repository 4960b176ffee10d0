-- The configuration values of an organization by name, which sessions start with.
ALTER TABLE "organizations" ADD COLUMN     "config" JSON;
