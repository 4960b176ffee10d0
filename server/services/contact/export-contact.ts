import {
  listContactThreads,
  listSentWebhooks,
  listThreadThings,
  measureExport,
} from '@/server/db/contact/export';
import { listContactSessions } from '@/server/db/contact/list';
import { findSession, listMessages } from '@/server/db/session/store';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireWithinLimit } from '../require-within-limit';
import { toMessageView } from '../session/to-view';
import { getContactRow, readContactView } from './internal';

/** The most sessions of an export. */
const MOST_SESSIONS = 1_000;
/** The most that the messages, webhooks and files of an export may have together, in bytes. */
const MOST_BYTES = 64_000_000;
const MOST_MESSAGES = 100_000;

/**
 * Exports everything that was said with a person, kept about them and sent as one file, with files in base64, and notes it in the
 * audit log. Throws not_found, and limit_exceeded for a person with more than 1,000 sessions or 64 MB.
 */
export async function exportContact(ctx: ServiceContext, { contactId }: { contactId: string }) {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  const { db } = ctx;
  const contact = await readContactView(db, await getContactRow(db, { orgId, contactId }));
  const found = await listContactSessions(db, { orgId, contactId, take: MOST_SESSIONS + 1 });
  requireWithinLimit('sessions of an export', MOST_SESSIONS, found.length);
  const threads = await listContactThreads(db, { orgId, contactId });
  const ids = { orgId, sessionIds: found.map(({ id }) => id), threadIds: threads.map(({ id }) => id) };
  requireWithinLimit('bytes of an export', MOST_BYTES, await measureExport(db, ids));
  const sessions = [];
  for (const { id } of found) sessions.push(await readSession(ctx, { orgId, sessionId: id }));
  const { files, events } = await listThreadThings(db, ids);
  const webhooks = await listSentWebhooks(db, ids);
  const result = {
    format: 'parley.person' as const,
    exportedAt: new Date(ctx.clock.now()),
    contact,
    threads,
    sessions: sessions.flatMap((session) => (session ? [session] : [])),
    webhooks,
    events,
    files: files.map(({ bytes, ...file }) => ({ ...file, base64: Buffer.from(bytes).toString('base64') })),
  };
  const after = { sessions: result.sessions.length, webhooks: webhooks.length, files: files.length };
  const change = {
    action: 'contact.exported' as const,
    thingId: contactId,
    name: contactId,
    before: null,
    after,
  };
  return withChange(ctx, async () => ({ result, change }));
}

/** A session with what its flows keep and everything that was said; null if it was deleted meanwhile. */
async function readSession({ db }: ServiceContext, key: { orgId: string; sessionId: string }) {
  const row = await findSession(db, key);
  if (!row) return null;
  const { id, flowId, status, channel, externalId, metadata, createdAt, finishedAt, state } = row;
  const messages = await listMessages(db, { ...key, limit: MOST_MESSAGES });
  return {
    ...{ id, flowId, status, channel, externalId, metadata, createdAt, finishedAt },
    variables: state.frames[0]?.variables ?? {},
    visitor: state.visitor ?? {},
    messages: messages.map((message) => {
      const { seq, direction, kind, text, content, sender, createdAt: at } = toMessageView(message);
      return { seq, direction, kind, text, content, sender, createdAt: at };
    }),
  };
}
