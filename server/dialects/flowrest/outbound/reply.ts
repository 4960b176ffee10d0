import type { FlowTitles } from '@/server/services/flow/version/flow-titles';
import type { MessageView, SessionView } from '@/server/services/session/view';
import { deriveUuid } from '@/server/shared/derive-uuid';
import { isJsonObject, type JsonObject } from '@/server/shared/json';
import type { FlowrestChannel } from '../own-channel';
import type { ReplyBody, ReplyMessage, SpeakerBody } from '../schemas/replies';
import { type Response, toHandover, toResponses } from './templates';

/*
 * The reply object (WIRE.md#reply-object): the response of sync mode and the body of the webhook `message`.
 *
 * reply/same-everywhere: a message is rendered from stored data alone, so every response and webhook shows it alike.
 */

export type ReplyParts = {
  channel: FlowrestChannel;
  threadId: string;
  /** Our id of the thread. */
  connectionKey: string;
  session: SessionView;
  titles: FlowTitles;
  messages: readonly MessageView[];
  /** The input that this replies to. */
  activityId: string;
  /** The text of that input; empty when it is not known. */
  replyTo: string;
  /** Whether a transfer to a person begins. */
  handsOver: boolean;
  at: Date;
};

/** Renders outbound messages as a reply object. */
export function toReply(parts: ReplyParts): ReplyBody {
  const { channel, session, messages } = parts;
  const shown = toMessages(parts);
  return {
    status: 'ok',
    activityId: parts.activityId,
    agentId: channel.flowId ?? '',
    channelId: channel.id,
    channelName: channel.name,
    threadId: parts.threadId,
    messages: shown,
    sentiment: 0,
    accuracy: 0,
    originator: toSpeaker(channel, messages.at(-1)?.sender ?? null),
    traceId: session.id,
    createdAt: parts.at.toISOString(),
    replyTo: parts.replyTo,
    user: toUser(session.variables),
    metadata: { params: paramsOf(session.variables) },
    connectionKey: parts.connectionKey,
  };
}

function toMessages(parts: ReplyParts): ReplyMessage[] {
  const shown = parts.messages.flatMap((message) => {
    const responses = toResponses(message);
    return responses.length === 0 ? [] : [{ message, responses }];
  });
  const rendered = shown.map(({ message, responses }, index) =>
    toMessage(parts, message, responses, shown[index - 1]?.message.id ?? null),
  );
  return parts.handsOver
    ? [...rendered, toHandoverMessage(parts, shown.at(-1)?.message.id ?? null)]
    : rendered;
}

function toMessage(
  { channel, session, titles, replyTo }: ReplyParts,
  { id, text, sender, nodeId, createdAt }: MessageView,
  responses: Response[],
  previousId: string | null,
): ReplyMessage {
  return {
    fallback: text,
    silent: false,
    replyTo,
    originator: toSpeaker(channel, sender),
    actions: [],
    responses,
    intents: [],
    entities: [],
    flow: { flowId: session.flowId, title: titles.flow, group: '', metadata: [] },
    step: { stepId: nodeId ?? '', title: titles.ofNode(nodeId), type: 'INTENT' },
    slot: false,
    params: {},
    contexts: [],
    meta: {
      msgId: id,
      prevMsgId: previousId,
      childMsgId: id,
      prevChildMsgId: previousId,
      createdAt: createdAt.getTime(),
      keepTyping: false,
    },
  };
}

/** A transfer has no message of its own, so one is made, with an id derived from session and wait. */
function toHandoverMessage(parts: ReplyParts, previousId: string | null): ReplyMessage {
  const { session, at } = parts;
  const destination = session.wait?.type === 'transfer' ? session.wait.destination : undefined;
  const message: MessageView = {
    ...EMPTY_MESSAGE,
    id: deriveUuid(`${session.id}/handover/${session.waitTurnNo}`),
    nodeId: session.nodeId,
    createdAt: at,
  };
  return toMessage(parts, message, [toHandover(destination)], previousId);
}

const EMPTY_MESSAGE: Omit<MessageView, 'id' | 'nodeId' | 'createdAt'> = {
  seq: 0,
  turnNo: 0,
  direction: 'outbound',
  kind: 'text',
  content: { type: 'text', text: '' },
  text: '',
  expected: null,
  sender: null,
  externalId: null,
  suggestionId: null,
  inputId: null,
};

/** The sender of a message: the bot, or a person in its place. */
export function toSpeaker({ id, settings }: FlowrestChannel, sender: MessageView['sender']): SpeakerBody {
  if (sender === null || sender.id === toBotId(id)) {
    return { userId: toBotId(id), name: settings.botName, role: 'bot', profile: {} };
  }
  return { userId: sender.id, name: sender.name, role: 'moderator', profile: {} };
}

/** The sender id of a channel's bot. */
export function toBotId(channelId: string): string {
  return `bot|${channelId}`;
}

/** The person of a thread, from the caller's latest data. */
export function toUser({ user, profile }: JsonObject): SpeakerBody {
  const name = isJsonObject(user) && typeof user.name === 'string' ? user.name : '';
  return { name, role: 'external', profile: isJsonObject(profile) ? profile : {} };
}

function paramsOf({ params }: JsonObject): JsonObject {
  return isJsonObject(params) ? params : {};
}
