import { findSession } from '@/server/db/session/store';
import { getUser } from '@/server/db/user/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { ServiceContext } from '../context';
import { requireValid } from '../require-valid';
import { requireWithinLimit } from '../require-within-limit';
import type { TranscriptLine } from '../session/turn/turn-step';
import type { SessionView } from '../session/view';
import { findSuggestion } from '../thread/find-suggestion';
import { requireUser } from '../user/require-user';
import { advanceConversation } from './advance-conversation';
import { type ReplyToConversation, replySchema } from './schema';

const MAX_TEXT_LENGTH = 10_000;

/**
 * Sends a person's reply and takes the conversation, unless the flow only proposes replies there. Throws not_found,
 * invalid_request, limit_exceeded, session_finished, session_expired.
 */
export async function replyToConversation(
  ctx: ServiceContext,
  input: ReplyToConversation,
): Promise<SessionView> {
  const { userId } = requireUser(ctx);
  const { sessionId, text, suggestionId } = requireValid(replySchema, input);
  requireWithinLimit('text characters', MAX_TEXT_LENGTH, text.length);
  if (suggestionId !== undefined) await requireOwnSuggestion(ctx, sessionId, suggestionId);
  const user = await getUser(ctx.db, { userId });
  const line: TranscriptLine = {
    direction: 'outbound',
    kind: 'text',
    content: {
      content: { type: 'text', text },
      text,
      sender: { type: 'person', id: userId, name: user.name },
      ...(suggestionId !== undefined && { suggestionId }),
    },
    inputId: null,
    nodeId: null,
  };
  const room = await findRoomMode(ctx, sessionId);
  const event = { type: 'person.replied' as const, at: ctx.clock.now(), takes: room !== 'suggestions' };
  return advanceConversation(ctx, sessionId, [{ event, lines: [line], assigneeId: userId }]);
}

async function requireOwnSuggestion(
  ctx: ServiceContext,
  sessionId: string,
  suggestionId: string,
): Promise<void> {
  const suggestion = await findSuggestion(ctx, { suggestionId });
  if (suggestion?.sessionId === sessionId) return;
  const issue = { path: ['suggestionId'], message: 'must be a suggestion of this conversation' };
  throw domainError('invalid_request', { issues: [issue] });
}

async function findRoomMode(ctx: ServiceContext, sessionId: string): Promise<string | null> {
  const { orgId } = ctx.actor;
  if (!isUuid(sessionId)) return null;
  const session = await findSession(ctx.db, { orgId, sessionId });
  if (!session?.channelId) return null;
  return (await ctx.channels.get(orgId, session.channelId)).room?.mode ?? null;
}
