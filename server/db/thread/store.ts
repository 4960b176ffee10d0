// By hand: the statements that every message in a thread may send.
import type { Selectable } from 'kysely';
import type { JsonObject } from '@/server/engine/json';
import { toStoredJson } from '@/server/shared/stored-json';
import type { Db } from '../connection/transaction';
import type { ContactRow } from '../contact/store';
import { SESSION_COLUMNS, type SessionRow, type StoredSession, toSessionRow } from '../session/row';
import { build, findRow } from '../statement/query';
import { defineStatement } from '../statement/statement';
import type { Tables } from '../statement/tables';

/** A row of `threads`; `visitor` is null in threads from before it was stored apart from the variables. */
export type ThreadRow = Selectable<Tables['threads']>;

/** A thread by its caller's id. */
export type ThreadKey = { orgId: string; channelId: string; externalId: string };

const held = defineStatement<ThreadKey>(
  'find_held_thread',
  `SELECT t.id "heldId", t.session_id "heldBy", t.variables "threadVariables", t.visitor "threadVisitor", t.profile "threadProfile",
     t.created_at "threadCreatedAt", t.last_activity_at "threadActivityAt",
     c.id "contactId", c.name "contactName", c.locale "contactLocale", c.attributes "contactAttributes", ${SESSION_COLUMNS}
   FROM threads t LEFT JOIN sessions s ON s.org_id = t.org_id AND s.id = t.session_id
   LEFT JOIN contact_addresses a ON a.org_id = t.org_id AND a.channel = t.channel_id::text AND a.address = t.external_id
   LEFT JOIN contacts c ON c.org_id = a.org_id AND c.id = a.contact_id
   WHERE t.org_id = :orgId AND t.channel_id = :channelId AND t.external_id = :externalId`,
);

type HeldRow = StoredSession & {
  heldId: string;
  heldBy: string | null;
  threadVariables: JsonObject;
  threadVisitor: JsonObject | null;
  threadProfile: JsonObject;
  threadCreatedAt: Date;
  threadActivityAt: Date;
  contactId: string | null;
  contactName: string | null;
  contactLocale: string | null;
  contactAttributes: JsonObject | null;
};

/** The contact of a thread, as a read of the thread returns it. */
export type ThreadContact = Pick<ContactRow, 'name' | 'locale' | 'attributes'>;

/** A thread with the session that holds it, and its contact; null where there is none yet. */
export type HeldThread = { thread: ThreadRow; session: SessionRow | null; contact: ThreadContact | null };

/** Finds a thread, the session that holds it and its contact: the read of every message in a thread. */
export async function findHeldThread({ pool }: Db, key: ThreadKey): Promise<HeldThread | null> {
  const [found] = (await pool.query<HeldRow>(held(key))).rows;
  if (!found) return null;
  const { heldId, heldBy, threadVariables, threadVisitor, threadProfile, ...read } = found;
  const { threadCreatedAt, threadActivityAt, ...rest } = read;
  const { contactId, contactName, contactLocale, contactAttributes, ...session } = rest;
  const thread = {
    ...key,
    id: heldId,
    sessionId: heldBy,
    variables: threadVariables,
    visitor: threadVisitor,
    profile: threadProfile,
    createdAt: threadCreatedAt,
    lastActivityAt: threadActivityAt,
  };
  const contact =
    contactId === null
      ? null
      : { name: contactName, locale: contactLocale, attributes: contactAttributes ?? {} };
  return { thread, session: heldBy === null ? null : toSessionRow(session), contact };
}

const find = defineStatement<ThreadKey>(
  'find_thread',
  `SELECT org_id "orgId", id, channel_id "channelId", external_id "externalId", session_id "sessionId", variables,
     visitor, profile, created_at "createdAt", last_activity_at "lastActivityAt"
   FROM threads WHERE org_id = :orgId AND channel_id = :channelId AND external_id = :externalId`,
);

/** Finds a thread by its caller's id. */
export async function findThread({ pool }: Db, key: ThreadKey): Promise<ThreadRow | null> {
  return (await pool.query<ThreadRow>(find(key))).rows[0] ?? null;
}

/** Finds a thread. */
export function findThreadById(
  db: Db,
  { orgId, threadId }: { orgId: string; threadId: string },
): Promise<ThreadRow | null> {
  const thread = build.selectFrom('threads').selectAll();
  return findRow(db, thread.where('orgId', '=', orgId).where('id', '=', threadId));
}

type NewThread = ThreadKey & {
  id: string;
  variables: JsonObject;
  visitor: JsonObject;
  profile: JsonObject;
  at: Date;
};

/** Stores a thread without a session; null when the channel has one of this external id. */
export function insertThread(db: Db, thread: NewThread): Promise<ThreadRow | null> {
  const { orgId, id, channelId, externalId, at } = thread;
  const times = { createdAt: at, lastActivityAt: at };
  const insert = build
    .insertInto('threads')
    .values({ orgId, id, channelId, externalId, ...toStoredFacts(thread), ...times })
    .onConflict((conflict) => conflict.columns(['orgId', 'channelId', 'externalId']).doNothing());
  return findRow(db, insert.returningAll());
}

type Facts = { variables: string; visitor: string | null; profile: string };

function toStoredFacts({
  variables,
  visitor,
  profile,
}: Pick<ThreadRow, 'variables' | 'visitor' | 'profile'>): Facts {
  return {
    variables: toStoredJson(variables),
    visitor: visitor && toStoredJson(visitor),
    profile: toStoredJson(profile),
  };
}

const update = defineStatement<Facts & { orgId: string; id: string; at: Date }>(
  'update_thread',
  `UPDATE threads SET variables = :variables, visitor = :visitor, profile = :profile, last_activity_at = :at
   WHERE org_id = :orgId AND id = :id`,
);

/** Stores the data that the sessions of a thread share. */
export async function updateThread({ pool }: Db, thread: ThreadRow, at: Date): Promise<void> {
  const { orgId, id } = thread;
  await pool.query(update({ orgId, id, ...toStoredFacts(thread), at }));
}
