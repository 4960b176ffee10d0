import { findPartialReply } from '@/server/db/effect/store';
import { listMessages } from '@/server/db/session/store';
import { findLastUsage } from '@/server/db/turn/usage';
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';
import { requireSession } from '../session/require-session';
import { toMessageView, toSessionView } from '../session/to-view';
import type { MessageView, SessionView, TurnView } from '../session/view';
import { requireChannelAccess } from './access';

/** More than a person reads; later messages are in the transcript. */
const MAX_MESSAGES = 2_000;

/** A session on a channel with its messages. */
export type SessionTranscript = {
  session: SessionView;
  messages: MessageView[];
  /** The usage of the latest turn that called a model. */
  usage: TurnView['usage'];
  /** The reply that a model is writing, as far as it has arrived; null if none does. */
  partialReply: string | null;
};

/** Returns a session on a channel with its messages; throws not_found, also for another visitor's conversation. */
export async function getSessionTranscript(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<SessionTranscript> {
  const { orgId } = ctx.actor;
  const key = { orgId, sessionId };
  const row = await requireSession(ctx, key);
  requireReach(ctx, sessionId, row);
  const [messages, usage, partialReply] = await Promise.all([
    listMessages(ctx.db, { ...key, limit: MAX_MESSAGES }),
    findLastUsage(ctx.db, key),
    row.status === 'running' ? findPartialReply(ctx.db, key) : null,
  ]);
  return { session: toSessionView(row), messages: messages.map(toMessageView), usage, partialReply };
}

function requireReach(
  ctx: ServiceContext,
  sessionId: string,
  { channelId, threadId }: { channelId: string | null; threadId: string | null },
): void {
  const { actor } = ctx;
  if (channelId === null) throw noSession(sessionId);
  if (actor.type === 'visitor' && (actor.channelId !== channelId || actor.threadId !== threadId)) {
    throw noSession(sessionId);
  }
  requireChannelAccess(ctx, 'sessions:read', channelId);
}

function noSession(id: string) {
  return domainError('not_found', { thing: 'session', id });
}
