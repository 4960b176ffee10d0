import type { TurnNews, WebhookRenderer } from '@/server/services/delivery/webhook-news';
import { isHeld } from '@/server/services/thread/is-held';
import type { JsonObject } from '@/server/shared/json';
import { isCallersPerson } from './entries';
import { toReply } from './reply';
import { toResponses } from './templates';

/** The events of this API's webhooks (wire 2.7); `type` in the body names them. */
export type WebhookType =
  | 'message'
  | 'history'
  | 'threads'
  | 'trigger.events'
  | 'businessHours'
  | 'segments'
  | 'paused'
  | 'resumed'
  | 'isPaused'
  | 'takeover';

/** Renders the body of one event: what a synchronous call would answer, and the event's name. */
export function toWebhookBody(type: WebhookType, body: JsonObject): string {
  return JSON.stringify({ type, ...body });
}

/** The state of a thread's bot, in the vendor's own spelling. */
export function toPauseBody(threadId: string, isPaused: boolean): JsonObject {
  return { status: 'ok', isPaued: isPaused, threadId };
}

/** Words the news of a turn: that the bot goes on, what was said, that it stands back, in the order in which it is so. */
export const renderFlowrestWebhooks: WebhookRenderer = (news) => {
  if (news.channel.kind !== 'flowrest') return [];
  const { session, before, controlBefore, thread } = news;
  const wasHeld = before !== null && (controlBefore === 'human' || before === 'awaiting_transfer');
  const holds = isHeld(session);
  const reply = toNewsReply(news);
  const told: (readonly [WebhookType, JsonObject])[] = [
    ...(wasHeld && !holds ? [['resumed', toPauseBody(thread.externalId, false)] as const] : []),
    ...(reply ? [['message', reply] as const] : []),
    ...(holds && !wasHeld ? [['paused', toPauseBody(thread.externalId, true)] as const] : []),
  ];
  return told.map(([type, body]) => ({ event: type, body: toWebhookBody(type, body) }));
};

function toNewsReply(news: TurnNews): JsonObject | null {
  const { channel, thread, session, before, messages, at } = news;
  if (channel.kind !== 'flowrest') return null;
  const said = messages.filter(
    ({ direction, sender }) => direction === 'outbound' && !(sender && isCallersPerson(sender)),
  );
  const handsOver =
    session.status === 'awaiting_transfer' && before !== 'awaiting_transfer' && session.waitingSince !== null;
  if (!handsOver && said.every((message) => toResponses(message).length === 0)) return null;
  const answered = said.find(({ inputId }) => inputId !== null)?.inputId ?? null;
  const heard = messages.filter(
    ({ direction, inputId }) => direction === 'inbound' && answered !== null && inputId === answered,
  );
  return toReply({
    channel,
    threadId: thread.externalId,
    connectionKey: thread.id,
    session,
    messages: said,
    activityId: answered ?? said[0]?.id ?? session.id,
    replyTo: heard.map(({ text }) => text).join('\n'),
    handsOver,
    at,
  });
}
