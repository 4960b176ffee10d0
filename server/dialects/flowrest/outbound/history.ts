import type { MessageView } from '@/server/services/session/view';
import type { ThreadView } from '@/server/services/thread/view';
import type { FlowrestChannel } from '../own-channel';
import type { HistoryBody, HistoryMessage } from '../schemas/replies';
import { toSpeaker, toUser } from './reply';
import { type Response, toResponses } from './templates';

export type History = {
  channel: FlowrestChannel;
  thread: ThreadView;
  messages: readonly MessageView[];
  page: number;
  pages: number;
  /** Whether triggered events are included. */
  withEvents: boolean;
};

/** A page of a thread's messages, one item per message (WIRE.md#history-object). */
export function toHistory({ channel, thread, messages, page, pages, withEvents }: History): HistoryBody {
  const texts = new Map(
    messages.flatMap(({ direction, inputId, text }) => toInboundPair(direction, inputId, text)),
  );
  const shown = messages.filter(({ content }) => withEvents || content.type !== 'event');
  const history = shown.flatMap((message) => {
    const responses = toResponses(message);
    if (responses.length === 0) return [];
    const isInbound = message.direction === 'inbound';
    const replyTo = (!isInbound && message.inputId !== null && texts.get(message.inputId)) || null;
    return [
      {
        originator: isInbound ? toUser(thread.variables) : toSpeaker(channel, message.sender),
        messages: [toItem(message, responses, replyTo)],
        interactionId: message.inputId ?? message.id,
      },
    ];
  });
  return { status: 'ok', result: { history, threadId: thread.externalId, page, pages } };
}

function toInboundPair(
  direction: MessageView['direction'],
  inputId: string | null,
  text: string,
): [string, string][] {
  return direction === 'inbound' && inputId !== null ? [[inputId, text]] : [];
}

function toItem(
  { id, text, createdAt }: MessageView,
  responses: Response[],
  replyTo: string | null,
): HistoryMessage {
  return {
    fallback: text,
    replyTo,
    contexts: [],
    params: {},
    intents: [],
    createdAt: createdAt.toISOString(),
    meta: { msgId: id },
    responses,
  };
}
