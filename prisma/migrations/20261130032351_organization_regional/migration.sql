-- The organization's defaults for sessions: locale, time zone and opening hours.
ALTER TABLE "organizations"
  ADD COLUMN "locale" TEXT,
  ADD COLUMN "opening_hours" JSON,
  ADD COLUMN "time_zone" TEXT;
