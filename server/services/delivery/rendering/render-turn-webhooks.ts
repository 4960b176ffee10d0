import type { NewDelivery } from '@/server/db/turn/turn-commit';
import { toMessageView, toSessionView } from '../../session/to-view';
import type { TurnDeps, TurnRecord } from '../../session/turn/turn-input';
import { toControlQueueId } from '../control-queue';
import type { SuggestionView } from './webhook-renderer';

/** Renders the webhooks of the turns of one commit, once, so that every attempt sends the same bytes. */
export function renderTurnWebhooks(
  { ids, renderers, tracer }: TurnDeps,
  record: TurnRecord,
  suggestions: readonly SuggestionView[],
): NewDelivery[] {
  const { channel, titles, session, before, steps, turns, messages, at } = record;
  const { threadId } = session;
  if (!channel?.hasWebhook || titles === null || threadId === null) return [];
  const rendered = renderers[channel.kind]({
    type: 'turn',
    channel,
    thread: { id: threadId, externalId: session.externalId ?? threadId },
    session: toSessionView(session),
    titles,
    before: before.turnNo === 0 ? null : before.status,
    controlBefore: before.state.control,
    events: steps.map(({ step }) => step.event.type),
    messages: messages.filter(({ content }) => !content.direct).map(toMessageView),
    suggestions,
    at,
  });
  const turnNo = turns.at(-1)?.no ?? session.turnNo;
  return rendered.map(({ event, body, headers = {}, isControl }) => ({
    id: ids.uuid(at.getTime()),
    queueId: isControl ? toControlQueueId(threadId) : threadId,
    turnNo,
    event,
    body,
    headers: { ...tracer.headers, ...headers },
  }));
}
