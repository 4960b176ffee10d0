import type {
  TurnWebhookEvent,
  WebhookRenderer,
} from '@/server/services/delivery/rendering/webhook-renderer';
import { isHeldByPeople } from '@/server/services/thread/is-held-by-people';
import { isCallersPerson } from '../inbound/entries';
import type { ReplyBody } from '../schemas/replies';
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

/** The body of an event: the response of the sync call with the name of the event. */
export function toWebhookBody(type: WebhookType, body: object): string {
  return JSON.stringify({ type, ...body });
}

/** WIRE.md#pause-object. */
export function toPauseBody(threadId: string, isPaused: boolean) {
  return { status: 'ok' as const, isPaued: isPaused, threadId };
}

/** Renders a turn as webhooks in the order of events: the bot resumed, its reply, the bot paused. A message never waits for the others. */
export const renderFlowrestWebhooks: WebhookRenderer = (turn) => {
  if (turn.channel.kind !== 'flowrest') return [];
  const { session, before, controlBefore, thread } = turn;
  const wasHeld = before !== null && (controlBefore === 'human' || before === 'awaiting_transfer');
  const holds = isHeldByPeople(session);
  const reply = toTurnReply(turn);
  const events: (readonly [WebhookType, object])[] = [
    ...(wasHeld && !holds ? [['resumed', toPauseBody(thread.externalId, false)] as const] : []),
    ...(reply ? [['message', reply] as const] : []),
    ...(holds && !wasHeld ? [['paused', toPauseBody(thread.externalId, true)] as const] : []),
  ];
  return events.map(([type, body]) => ({
    event: type,
    body: toWebhookBody(type, body),
    ...(type !== 'message' && { isControl: true }),
  }));
};

function toTurnReply(turn: TurnWebhookEvent): ReplyBody | null {
  const { channel, thread, session, titles, messages, at } = turn;
  if (channel.kind !== 'flowrest') return null;
  const outbound = messages.filter(
    ({ direction, sender }) => direction === 'outbound' && !(sender && isCallersPerson(sender)),
  );
  const handsOver =
    session.status === 'awaiting_transfer' && session.waitingSince !== null && isNewTransfer(turn);
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
    titles,
    messages: outbound,
    activityId: answered ?? outbound[0]?.id ?? session.id,
    replyTo: inbound.map(({ text }) => text).join('\n'),
    handsOver,
    at,
  });
}

/** Whether the transfer that the session waits in began with this turn. */
function isNewTransfer({ before, events }: TurnWebhookEvent): boolean {
  return before !== 'awaiting_transfer' || events.includes('transfer.completed');
}
