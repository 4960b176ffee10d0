import { type EarlierRow, listEarlierConversations as listEarlierRows } from '@/server/db/inbox/earlier';
import { findConversation } from '@/server/db/inbox/list';
import { listSuggestions } from '@/server/db/suggestion/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../context';
import type { SuggestionView } from '../delivery/rendering/webhook-renderer';
import { requireUser } from '../user/require-user';
import { type InboxItem, toInboxItem } from './view';

const MOST_SUGGESTIONS = 20;
const MOST_EARLIER = 20;

/** Returns a conversation with the replies proposed since the person last wrote, newest first. Throws not_found. */
export async function getConversation(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<{ conversation: InboxItem; suggestions: SuggestionView[] }> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { userId } = requireUser(ctx);
  const now = new Date(ctx.clock.now());
  const row = isUuid(sessionId) ? await findConversation(ctx.db, { orgId, userId, now, sessionId }) : null;
  if (!row) throw domainError('not_found', { thing: 'session', id: sessionId });
  const suggestions = await listSuggestions(ctx.db, { orgId, sessionId, take: MOST_SUGGESTIONS });
  const newest = suggestions[0]?.messageId;
  const current = suggestions.filter(({ messageId }) => messageId === newest);
  return { conversation: toInboxItem(row), suggestions: current };
}

/** Lists the thread's other conversations, newest first, at most 20. */
export async function listEarlierConversations(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<EarlierRow[]> {
  const orgId = requireScope(ctx, 'sessions:read');
  if (!isUuid(sessionId)) return [];
  return listEarlierRows(ctx.db, { orgId, sessionId, limit: MOST_EARLIER });
}
