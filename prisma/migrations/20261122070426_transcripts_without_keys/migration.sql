-- Turns and messages are written by the statement that moves their session, which holds its row: that it is there need not
-- be looked up for each of them again. A session takes them with it through the trigger below, whose statements see what
-- was committed while the deletion waited for the session's row.

-- DropForeignKey
ALTER TABLE "turns" DROP CONSTRAINT "turns_org_id_session_id_fkey";

-- DropForeignKey
ALTER TABLE "messages" DROP CONSTRAINT "messages_org_id_session_id_fkey";

CREATE FUNCTION delete_transcripts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "messages" m USING gone g WHERE m."org_id" = g."org_id" AND m."session_id" = g."id";
  DELETE FROM "turns" t USING gone g WHERE t."org_id" = g."org_id" AND t."session_id" = g."id";
  RETURN NULL;
END $$;

CREATE TRIGGER sessions_delete_transcripts AFTER DELETE ON "sessions"
REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION delete_transcripts();
