-- Notes, labels and snoozes of conversations, which only members see, and the views that members save of lists.
CREATE TABLE "conversation_notes" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "session_id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "text" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "conversation_notes_pkey" PRIMARY KEY ("org_id", "session_id", "id")
);
SELECT place_table('conversation_notes');
ALTER TABLE "conversation_notes" ADD CONSTRAINT "conversation_notes_org_id_session_id_fkey"
  FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id") ON DELETE CASCADE;

CREATE TABLE "conversation_labels" (
  "org_id" UUID NOT NULL,
  "session_id" UUID NOT NULL,
  "label" TEXT NOT NULL,
  CONSTRAINT "conversation_labels_pkey" PRIMARY KEY ("org_id", "session_id", "label")
);
SELECT place_table('conversation_labels');
ALTER TABLE "conversation_labels" ADD CONSTRAINT "conversation_labels_org_id_session_id_fkey"
  FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id") ON DELETE CASCADE;
CREATE INDEX "conversation_labels_org_id_label_session_id_idx"
  ON "conversation_labels" ("org_id", "label", "session_id");

CREATE TABLE "snoozes" (
  "org_id" UUID NOT NULL,
  "session_id" UUID NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  "turn_no" INTEGER NOT NULL,
  "user_id" UUID NOT NULL,
  CONSTRAINT "snoozes_pkey" PRIMARY KEY ("org_id", "session_id")
);
SELECT place_table('snoozes');
ALTER TABLE "snoozes" ADD CONSTRAINT "snoozes_org_id_session_id_fkey"
  FOREIGN KEY ("org_id", "session_id") REFERENCES "sessions" ("org_id", "id") ON DELETE CASCADE;

CREATE TABLE "saved_views" (
  "org_id" UUID NOT NULL,
  "id" UUID NOT NULL,
  "user_id" UUID NOT NULL,
  "page" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "query" TEXT NOT NULL,
  CONSTRAINT "saved_views_pkey" PRIMARY KEY ("org_id", "user_id", "id"),
  CONSTRAINT "saved_views_page_check" CHECK ("page" IN ('sessions', 'deliveries'))
);
SELECT place_table('saved_views');
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_org_id_user_id_fkey"
  FOREIGN KEY ("org_id", "user_id") REFERENCES "members" ("org_id", "user_id") ON DELETE CASCADE;
CREATE UNIQUE INDEX "saved_views_org_id_user_id_page_name_key" ON "saved_views" ("org_id", "user_id", "page", "name");
