import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, getRow, listRows } from '../statement/query';
import type { ContactKey } from './store';
import { selectContactThreads } from './threads';

type Kept = { orgId: string; sessionIds: readonly string[] };

/** Counts the characters of what sessions and their files contain, which an export has in memory. */
export async function measureExport(
  db: Db,
  { orgId, sessionIds, threadIds }: Kept & { threadIds: readonly string[] },
): Promise<number> {
  const turns = build
    .selectFrom('turns')
    .select(sql<string>`coalesce(sum(octet_length(messages::text)), 0)`.as('size'))
    .where('orgId', '=', orgId)
    .where('sessionId', 'in', [...sessionIds, NONE]);
  const deliveries = build
    .selectFrom('deliveries')
    .select(sql<string>`coalesce(sum(octet_length(body)), 0)`.as('size'))
    .where('orgId', '=', orgId)
    .where('sessionId', 'in', [...sessionIds, NONE]);
  const files = build
    .selectFrom('uploads')
    .select(sql<string>`coalesce(sum(size), 0)`.as('size'))
    .where('orgId', '=', orgId)
    .where('threadId', 'in', [...threadIds, NONE]);
  let total = 0;
  for (const statement of [turns, deliveries, files]) total += Number((await getRow(db, statement)).size);
  return total;
}

// A list of ids is never empty.
const NONE = '00000000-0000-0000-0000-000000000000';

/** The threads of a contact. */
export function listContactThreads(db: Db, { orgId, contactId }: ContactKey) {
  const threads = selectContactThreads(orgId)
    .select(['threads.id', 'threads.channelId', 'threads.externalId', 'threads.variables', 'threads.visitor'])
    .select(['threads.profile', 'threads.createdAt', 'threads.lastActivityAt'])
    .where('address.contactId', '=', contactId);
  return listRows(db, threads.orderBy('threads.createdAt'));
}

/** The webhooks of sessions, in order. */
export function listSentWebhooks(db: Db, { orgId, sessionIds }: Kept) {
  const sent = build
    .selectFrom('deliveries')
    .select(['id', 'sessionId', 'event', 'body', 'status', 'createdAt', 'settledAt'])
    .where('orgId', '=', orgId)
    .where('sessionId', 'in', [...sessionIds, NONE]);
  return listRows(db, sent.orderBy('createdAt').orderBy('id'));
}

/** The files that were sent in threads, and what pages reported there. */
export async function listThreadThings(
  db: Db,
  { orgId, threadIds }: { orgId: string; threadIds: readonly string[] },
) {
  const ids = [...threadIds, NONE];
  const files = build
    .selectFrom('uploads')
    .select(['id', 'threadId', 'name', 'mime', 'size', 'bytes', 'createdAt'])
    .where('orgId', '=', orgId)
    .where('threadId', 'in', ids);
  const events = build
    .selectFrom('clientEvents')
    .select(['id', 'threadId', 'name', 'props', 'at'])
    .where('orgId', '=', orgId)
    .where('threadId', 'in', ids);
  return { files: await listRows(db, files), events: await listRows(db, events) };
}
