-- Makes the primary key the newest index of sessions. Before the first ANALYZE, PostgreSQL finds every index with `org_id` and `id`
-- as good as the key, prefers the newest, and reads all sessions of the organization to find one. Prepared statements keep such
-- a plan. A migration that adds an index to sessions repeats this.
DO $$
DECLARE
  keys text[];
  one text;
BEGIN
  SELECT array_agg(format('ALTER TABLE %s ADD CONSTRAINT %I %s', "conrelid"::regclass, "conname", pg_get_constraintdef("oid")))
  INTO keys FROM pg_constraint WHERE "confrelid" = 'sessions'::regclass AND "contype" = 'f' AND "conparentid" = 0;
  ALTER TABLE "sessions" DROP CONSTRAINT "sessions_pkey" CASCADE;
  ALTER TABLE "sessions" ADD CONSTRAINT "sessions_pkey" PRIMARY KEY ("org_id", "id");
  FOREACH one IN ARRAY keys LOOP
    EXECUTE one;
  END LOOP;
END $$;
