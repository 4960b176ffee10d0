-- A turn's messages move into its own row, in the short form of server/db/turn/stored-messages.ts. The table `messages` becomes a
-- view with the same columns. Stop every process before it runs, like for 20261129212251_words_and_plain_sql.

DO $$ BEGIN
  IF EXISTS (
    SELECT 1 FROM "messages" m WHERE NOT EXISTS (
      SELECT 1 FROM "turns" t WHERE t."org_id" = m."org_id" AND t."session_id" = m."session_id" AND t."no" = m."turn_no")
  ) THEN RAISE EXCEPTION 'some messages have no turn: delete them, or insert their turns';
  END IF;
END $$;

-- A new table is filled in the order of its key, and has no dead rows afterwards.
CREATE TABLE "turns_with_messages" (LIKE "turns" INCLUDING DEFAULTS INCLUDING CONSTRAINTS, "messages" JSON);
SELECT place_table('turns_with_messages');

WITH said AS (
  SELECT m.*, t."event"->>'inputId' AS event_input, coalesce(t."event"->>'text', t."event"->>'value') AS event_text,
    t."first_seq" + row_number() OVER (PARTITION BY m."org_id", m."session_id", m."turn_no" ORDER BY m."seq") - 1 AS usual_seq,
    m."content"->>'text' AS text,
    '{"content":{"type":"text","text":' || to_json(m."content"->>'text') || '},"text":' || to_json(m."content"->>'text') AS plain
  FROM "messages" m JOIN "turns" t ON t."org_id" = m."org_id" AND t."session_id" = m."session_id" AND t."no" = m."turn_no"
), shortened AS (
  SELECT s."org_id", s."session_id", s."turn_no", s."seq", '{' || concat_ws(',',
    CASE WHEN s."seq" <> s.usual_seq THEN '"q":' || s."seq" END,
    CASE WHEN s."id"::text IS DISTINCT FROM s.event_input THEN '"i":' || to_json(s."id") END,
    CASE WHEN s."direction" = 'inbound' THEN '"d":1' END,
    CASE WHEN s."kind" <> coalesce(CASE WHEN NOT is_plain THEN s."content"->'content'->>'type' END, 'text')
      THEN '"k":' || to_json(s."kind") END,
    CASE WHEN is_plain AND s.text IS DISTINCT FROM s.event_text THEN '"t":' || to_json(s.text) END,
    CASE WHEN is_plain AND has_more THEN '"x":{' || substr(s."content"::text, length(s.plain) + 2) END,
    CASE WHEN NOT is_plain THEN '"c":' || s."content"::text END,
    CASE WHEN s."input_id"::text IS DISTINCT FROM s.event_input
      THEN '"r":' || to_json(coalesce(s."input_id"::text, '')) END,
    '"n":' || to_json(s."node_id")) || '}' AS line
  FROM said s
  CROSS JOIN LATERAL (SELECT coalesce(starts_with(s."content"::text, s.plain || ','), false) AS has_more) more
  CROSS JOIN LATERAL (SELECT has_more OR coalesce(s."content"::text = s.plain || '}', false) AS is_plain) form
), packed AS (
  SELECT "org_id", "session_id", "turn_no", ('[' || string_agg(line, ',' ORDER BY "seq") || ']')::json AS "messages"
  FROM shortened GROUP BY "org_id", "session_id", "turn_no"
)
INSERT INTO "turns_with_messages"
SELECT t.*, p."messages" FROM "turns" t
LEFT JOIN packed p ON p."org_id" = t."org_id" AND p."session_id" = t."session_id" AND p."turn_no" = t."no"
ORDER BY t."org_id", t."session_id", t."no";

DROP TABLE "messages", "turns";
ALTER TABLE "turns_with_messages" RENAME TO "turns";
ALTER TABLE "turns" ADD CONSTRAINT "turns_pkey" PRIMARY KEY ("org_id", "session_id", "no");

-- Derived from the turn: its number and time, `seq` by the place, and `id`, `input_id` and `text` of an input where they are left
-- out. `c` is the complete content; without it the content is the text `t`, followed by the fields of `x`.
CREATE VIEW "messages" AS
SELECT t."org_id", t."session_id",
  coalesce(m.q, t."first_seq" + m.place::int - 1) AS "seq",
  coalesce(m.i, t."event"->>'inputId')::uuid AS "id",
  t."no" AS "turn_no",
  CASE WHEN m.d IS NULL THEN 'outbound' ELSE 'inbound' END AS "direction",
  coalesce(m.k, m.c->'content'->>'type', 'text') AS "kind",
  coalesce(m.c, ('{"content":{"type":"text","text":' || to_json(said.text) || '},"text":' || to_json(said.text)
    || coalesce(',' || substr(nullif(m.x::text, '{}'), 2), '}'))::json) AS "content",
  nullif(coalesce(m.r, t."event"->>'inputId'), '')::uuid AS "input_id",
  m.n AS "node_id",
  t."created_at",
  CASE WHEN m.c IS NULL THEN said.text ELSE m.c->>'text' END AS "text"
FROM "turns" t
CROSS JOIN LATERAL ROWS FROM (
  json_to_recordset(t."messages") AS (q int, i text, d int, k text, t text, x json, c json, r text, n text)
) WITH ORDINALITY AS m(q, i, d, k, t, x, c, r, n, place)
CROSS JOIN LATERAL (SELECT coalesce(m.t, t."event"->>'text', t."event"->>'value') AS text) said;
