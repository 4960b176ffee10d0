-- The environment in which a channel and an API key start sessions, and that of an event that a caller emits; null for production.
ALTER TABLE "channels" ADD COLUMN "environment" TEXT;
ALTER TABLE "api_keys" ADD COLUMN "environment" TEXT;
ALTER TABLE "domain_events" ADD COLUMN "environment" TEXT;
