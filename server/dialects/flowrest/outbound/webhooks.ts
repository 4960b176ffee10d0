import type {
  TurnWebhookEvent,
  WebhookRenderer,
} from '@/server/services/delivery/rendering/webhook-renderer';
import { isHeldByPeople } from '@/server/services/thread/is-held-by-people';
import type { JsonObject } from '@/server/shared/json';
import { isCallersPerson } from '../inbound/entries';
import { toReply } from './reply';
import { toResponses } from './templates';

/** The events of WIRE.md#webhooks; the field `type` of the body names the event. */
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
export const renderFlowrestWebhooks: WebhookRenderer = (turn) => {
  if (turn.channel.kind !== 'flowrest') return [];
  const { session, before, controlBefore, thread } = turn;
  const wasHeld = before !== null && (controlBefore === 'human' || before === 'awaiting_transfer');
  const holds = isHeldByPeople(session);
  const reply = toTurnReply(turn);
  const events: (readonly [WebhookType, JsonObject])[] = [
    ...(wasHeld && !holds ? [['resumed', toPauseBody(thread.externalId, false)] as const] : []),
    ...(reply ? [['message', reply] as const] : []),
    ...(holds && !wasHeld ? [['paused', toPauseBody(thread.externalId, true)] as const] : []),
  ];
  return events.map(([type, body]) => ({ event: type, body: toWebhookBody(type, body) }));
};

function toTurnReply(turn: TurnWebhookEvent): JsonObject | null {
  const { channel, thread, session, before, messages, at } = turn;
  if (channel.kind !== 'flowrest') return null;
  const outbound = messages.filter(
    ({ direction, sender }) => direction === 'outbound' && !(sender && isCallersPerson(sender)),
  );
  const handsOver =
    session.status === 'awaiting_transfer' && before !== 'awaiting_transfer' && session.waitingSince !== null;
  if (!handsOver && outbound.every((message) => toResponses(message).length === 0)) return null;
  const answered = outbound.find(({ inputId }) => inputId !== null)?.inputId ?? null;
  const inbound = messages.filter(
    ({ direction, inputId }) => direction === 'inbound' && answered !== null && inputId === answered,
  );
  return toReply({
    channel,
    threadId: thread.externalId,
    connectionKey: thread.id,
    session,
    messages: outbound,
    activityId: answered ?? outbound[0]?.id ?? session.id,
    replyTo: inbound.map(({ text }) => text).join('\n'),
    handsOver,
    at,
  });
}
