import { findSession, listMessagesOfTurns } from '@/server/db/session/store';
import { listSuggestionsOfTurns } from '@/server/db/suggestion/store';
import type { UndeliveredTurns } from '@/server/db/turn/undelivered';
import type { ChannelFacts } from '../../channel/channel-facts';
import type { Platform } from '../../context';
import { toMessageView, toSessionView } from '../../session/to-view';
import type { RenderedDelivery } from './webhook-renderer';

/**
 * Renders the webhooks of an earlier commit from its stored messages and suggestions, with the session as it is now
 * except for its status; who held control in between is not stored. A move to another version has no webhook (move/unseen).
 */
export async function renderUndeliveredTurns(
  { db, programs, renderers }: Pick<Platform, 'db' | 'programs' | 'renderers'>,
  channel: ChannelFacts,
  turns: UndeliveredTurns,
): Promise<{ threadId: string; rendered: RenderedDelivery[] } | null> {
  const { sessionId, firstTurn, lastTurn, before, status, events, at } = turns;
  const { orgId } = channel;
  if (events.every((event) => event === 'version.changed')) return null;
  const session = await findSession(db, { orgId, sessionId });
  if (!session?.threadId) return null;
  const messages = await listMessagesOfTurns(db, { orgId, sessionId, firstTurn, lastTurn });
  const suggestions = await listSuggestionsOfTurns(db, { orgId, sessionId, firstTurn, lastTurn });
  const view = toSessionView(session);
  const titles = await programs.getTitles(orgId, session.versionId);
  const rendered = renderers[channel.kind]({
    type: 'turn',
    channel,
    thread: { id: session.threadId, externalId: session.externalId ?? session.threadId },
    session: { ...view, status },
    titles,
    controlBefore: view.control,
    messages: messages.filter(({ content }) => !content.direct).map(toMessageView),
    ...{ before, events, suggestions, at },
  });
  return { threadId: session.threadId, rendered };
}
