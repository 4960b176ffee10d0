-- Environments of an organization, the versions that a flow has in each of them, and the one that a session was started in.
ALTER TABLE "organizations" ADD COLUMN "environments" JSON;
ALTER TABLE "flows" ADD COLUMN "environments" JSON,
  ADD COLUMN "environments_rev" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "sessions" ADD COLUMN "environment" TEXT;

-- The commit of turns as one call, which starts sessions of the versions that were read; `commit_turns_2` stays for processes of the
-- version before.
CREATE FUNCTION commit_turns_3(p_org uuid, p_commits json) RETURNS SETOF uuid LANGUAGE plpgsql AS $$
DECLARE
  is_batch boolean := json_array_length(p_commits) > 1;
  given uuid[];
  free uuid[] := '{}';
  c record;
  item record;
  queued record;
  queue_no bigint;
BEGIN
  -- Two batches never wait for each other: sessions that another transaction is writing are left out.
  IF is_batch THEN
    given := ARRAY(
      SELECT (g->>'sessionId')::uuid FROM json_array_elements(p_commits) g WHERE g->>'createdAt' IS NULL);
    FOR item IN SELECT s."id" FROM "sessions" s
      WHERE s."org_id" = p_org AND s."id" = ANY(given)
      FOR NO KEY UPDATE SKIP LOCKED
    LOOP
      free := free || item."id";
    END LOOP;
  END IF;

  FOR c IN SELECT * FROM json_to_recordset(p_commits) AS g(
    "sessionId" uuid, "beforeTurn" int, "beforeSyncReply" jsonb, "flowId" uuid, "versionId" uuid, "status" text, "isTest" boolean,
    "channel" text, "externalId" text, "metadata" json, "state" json, "turnNo" int, "messageCount" int, "createdAt" timestamptz,
    "lastActivityAt" timestamptz, "expiresAt" timestamptz, "finishedAt" timestamptz, "channelId" uuid, "threadId" uuid,
    "roomId" uuid, "waitingSince" timestamptz, "waitTurnNo" int, "waitTimeoutMs" int, "syncReply" json, "awaitedEvent" text,
    "handledEvents" text[], "environment" text, "publishedVersionId" uuid, "environmentsRev" int, "eventDepth" int, "assigneeId" uuid, "threadExternalId" text, "replaces" uuid, "threadVariables" json, "visitor" json,
    "profile" json, "at" timestamptz, "event" json, "trace" json, "changes" json, "firstSeq" int, "messages" json, "turns" json,
    "processId" text, "effects" json, "timers" json, "endedEffects" text[], "endedTimers" text[], "endedArrivals" uuid[],
    "deliveries" json, "suggestions" json, "events" json, "idempotencyKey" text, "inputId" uuid)
  LOOP
    -- A second request with the key waits for this lock, and then finds the key applied.
    IF c."idempotencyKey" IS NOT NULL THEN
      PERFORM 1 FROM "idempotency_records" r
      WHERE r."org_id" = p_org AND r."key" = c."idempotencyKey" AND r."status" = 'running' FOR UPDATE;
      IF NOT FOUND THEN CONTINUE; END IF;
    END IF;

    IF c."createdAt" IS NOT NULL THEN
      IF NOT c."isTest" THEN
        PERFORM 1 FROM "flows" f WHERE f."org_id" = p_org AND f."id" = c."flowId"
          AND f."published_version_id" IS NOT DISTINCT FROM c."publishedVersionId" AND f."environments_rev" = c."environmentsRev"
          AND f."archived_at" IS NULL;
        IF NOT FOUND THEN CONTINUE; END IF;
      END IF;
      IF c."threadExternalId" IS NOT NULL THEN
        INSERT INTO "threads" ("org_id", "id", "channel_id", "external_id", "session_id", "variables", "visitor", "profile",
          "created_at", "last_activity_at")
        VALUES (p_org, c."threadId", c."channelId", c."threadExternalId", c."sessionId", c."threadVariables", c."visitor",
          c."profile", c."at", c."at")
        ON CONFLICT ("org_id", "channel_id", "external_id") DO UPDATE
        SET "session_id" = excluded."session_id", "variables" = excluded."variables", "visitor" = excluded."visitor",
          "profile" = excluded."profile", "last_activity_at" = excluded."last_activity_at"
        WHERE "threads"."id" = excluded."id" AND "threads"."session_id" IS NOT DISTINCT FROM c."replaces";
        IF NOT FOUND THEN CONTINUE; END IF;
      END IF;
      INSERT INTO "sessions" ("org_id", "id", "flow_id", "version_id", "status", "is_test", "channel", "external_id", "metadata",
        "state", "turn_no", "message_count", "created_at", "last_activity_at", "expires_at", "finished_at", "channel_id",
        "thread_id", "room_id", "waiting_since", "wait_turn_no", "wait_timeout_ms", "sync_reply", "awaited_event", "event_depth",
        "handled_events", "environment", "assignee_id")
      VALUES (p_org, c."sessionId", c."flowId", c."versionId", c."status", c."isTest", c."channel", c."externalId", c."metadata",
        c."state", c."turnNo", c."messageCount", c."createdAt", c."lastActivityAt", c."expiresAt", c."finishedAt", c."channelId",
        c."threadId", c."roomId", c."waitingSince", c."waitTurnNo", c."waitTimeoutMs", c."syncReply", c."awaitedEvent",
        c."eventDepth", c."handledEvents", c."environment", c."assigneeId");
    ELSE
      IF is_batch AND c."sessionId" <> ALL(free) THEN CONTINUE; END IF;
      IF c."turns" IS NULL THEN
        UPDATE "sessions" s
        SET "status" = c."status", "state" = c."state", "turn_no" = c."turnNo", "message_count" = c."messageCount",
          "last_activity_at" = c."lastActivityAt", "wait_turn_no" = c."waitTurnNo", "expires_at" = c."expiresAt",
          "finished_at" = c."finishedAt"
        WHERE s."org_id" = p_org AND s."id" = c."sessionId" AND s."turn_no" = c."turnNo" - 1;
      ELSE
        UPDATE "sessions" s
        SET "status" = c."status", "state" = c."state", "turn_no" = c."turnNo", "message_count" = c."messageCount",
          "last_activity_at" = c."lastActivityAt", "finished_at" = c."finishedAt", "expires_at" = c."expiresAt",
          "waiting_since" = c."waitingSince", "wait_turn_no" = c."waitTurnNo", "sync_reply" = c."syncReply",
          "awaited_event" = c."awaitedEvent", "handled_events" = c."handledEvents", "assignee_id" = c."assigneeId",
          "event_depth" = greatest(s."event_depth", c."eventDepth")
        WHERE s."org_id" = p_org AND s."id" = c."sessionId" AND s."turn_no" = c."beforeTurn"
          AND s."sync_reply"::jsonb IS NOT DISTINCT FROM c."beforeSyncReply";
      END IF;
      IF NOT FOUND THEN CONTINUE; END IF;
    END IF;
    RETURN NEXT c."sessionId";

    IF c."turns" IS NULL THEN
      INSERT INTO "turns" ("org_id", "session_id", "no", "event", "trace", "status", "changes", "first_seq", "created_at", "messages")
      VALUES (p_org, c."sessionId", c."turnNo", c."event", c."trace", c."status", c."changes", c."firstSeq", c."at", c."messages");
    ELSE
      FOR item IN SELECT * FROM json_to_recordset(c."turns") AS t(
        "no" int, "event" json, "trace" json, "status" text, "changes" json, "firstSeq" int, "usage" json, "messages" json)
      LOOP
        INSERT INTO "turns" ("org_id", "session_id", "no", "event", "trace", "status", "changes", "first_seq", "created_at",
          "usage", "messages")
        VALUES (p_org, c."sessionId", item."no", item."event", item."trace", item."status", item."changes", item."firstSeq",
          c."at", item."usage", item."messages");
      END LOOP;
    END IF;

    -- What ends is deleted before anything begins under the same key.
    IF c."finishedAt" IS NOT NULL OR c."endedEffects" IS NOT NULL THEN
      DELETE FROM "effects" e WHERE e."org_id" = p_org AND e."session_id" = c."sessionId"
        AND (c."finishedAt" IS NOT NULL OR e."key" = ANY(c."endedEffects"));
    END IF;
    IF c."finishedAt" IS NOT NULL OR c."endedTimers" IS NOT NULL THEN
      DELETE FROM "timers" t WHERE t."org_id" = p_org AND t."session_id" = c."sessionId"
        AND (c."finishedAt" IS NOT NULL OR t."key" = ANY(c."endedTimers"));
    END IF;
    IF c."finishedAt" IS NOT NULL OR c."endedArrivals" IS NOT NULL THEN
      DELETE FROM "event_arrivals" a WHERE a."org_id" = p_org AND a."session_id" = c."sessionId"
        AND (c."finishedAt" IS NOT NULL OR a."event_id" = ANY(c."endedArrivals"));
    END IF;

    IF c."effects" IS NOT NULL THEN
      FOR item IN SELECT * FROM json_to_recordset(c."effects") AS e("key" text, "request" json, "leaseUntil" timestamptz) LOOP
        INSERT INTO "effects" ("org_id", "session_id", "key", "request", "attempts", "leased_by", "lease_until", "created_at")
        VALUES (p_org, c."sessionId", item."key", item."request", 1, c."processId", item."leaseUntil", c."at");
      END LOOP;
    END IF;
    IF c."timers" IS NOT NULL THEN
      FOR item IN SELECT * FROM json_to_recordset(c."timers") AS t("key" text, "dueAt" timestamptz) LOOP
        INSERT INTO "timers" ("org_id", "session_id", "key", "due_at") VALUES (p_org, c."sessionId", item."key", item."dueAt")
        ON CONFLICT ("org_id", "session_id", "key") DO UPDATE SET "due_at" = excluded."due_at", "lease_until" = NULL;
      END LOOP;
    END IF;
    IF c."suggestions" IS NOT NULL THEN
      FOR item IN SELECT * FROM json_to_recordset(c."suggestions")
        AS p("id" uuid, "turnNo" int, "messageId" uuid, "text" text, "score" float8)
      LOOP
        INSERT INTO "suggestions" ("org_id", "id", "session_id", "turn_no", "message_id", "text", "score", "flow_id", "created_at")
        VALUES (p_org, item."id", c."sessionId", item."turnNo", item."messageId", item."text", item."score", c."flowId", c."at");
      END LOOP;
    END IF;
    IF c."events" IS NOT NULL THEN
      FOR item IN SELECT * FROM json_to_recordset(c."events") AS e("id" uuid, "name" text, "payload" json) LOOP
        INSERT INTO "domain_events" ("org_id", "id", "name", "payload", "source_id", "created_at")
        VALUES (p_org, item."id", item."name", coalesce(item."payload", 'null'), c."sessionId", c."at");
      END LOOP;
    END IF;
    IF c."deliveries" IS NOT NULL THEN
      FOR queued IN SELECT d."queueId", count(*) AS "added" FROM json_to_recordset(c."deliveries") AS d("queueId" uuid)
        GROUP BY 1 ORDER BY 1
      LOOP
        INSERT INTO "delivery_queues" ("org_id", "id", "channel_id", "due_at", "last_no")
        VALUES (p_org, queued."queueId", c."channelId", c."at", queued."added")
        ON CONFLICT ("org_id", "id") DO UPDATE SET "due_at" = coalesce("delivery_queues"."due_at", excluded."due_at"),
          "last_no" = "delivery_queues"."last_no" + excluded."last_no"
        RETURNING "last_no" INTO queue_no;
        FOR item IN SELECT * FROM json_to_recordset(c."deliveries")
          AS d("id" uuid, "queueId" uuid, "later" int, "turnNo" int, "event" text, "body" text, "headers" json)
          WHERE d."queueId" = queued."queueId"
        LOOP
          INSERT INTO "deliveries" ("org_id", "id", "queue_id", "no", "channel_id", "session_id", "turn_no", "event", "body",
            "headers", "created_at")
          VALUES (p_org, item."id", item."queueId", queue_no - item."later", c."channelId", c."sessionId", item."turnNo",
            item."event", item."body", item."headers", c."at");
        END LOOP;
      END LOOP;
    END IF;
    IF c."idempotencyKey" IS NOT NULL THEN
      UPDATE "idempotency_records" r SET "status" = 'applied', "session_id" = c."sessionId", "input_id" = c."inputId"
      WHERE r."org_id" = p_org AND r."key" = c."idempotencyKey";
    END IF;
  END LOOP;
END $$;
