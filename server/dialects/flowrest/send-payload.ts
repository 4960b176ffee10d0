import type { AppliedInput } from '@/server/http/routing/endpoint';
import type { ServiceContext } from '@/server/services/context';
import type { FlowTitles } from '@/server/services/flow/version/flow-titles';
import { getReply } from '@/server/services/session/get-reply';
import type { MessageView, SessionView } from '@/server/services/session/view';
import { findThreadSession } from '@/server/services/thread/find-thread-session';
import { sendOrRecordEvent } from '@/server/services/thread/send/send-or-record-event';
import { sendToThread } from '@/server/services/thread/send/send-to-thread';
import type { ThreadReply } from '@/server/services/thread/view';
import type { JsonObject } from '@/server/shared/json';
import { OK } from './answer-query';
import { toEntry, toFacts, toPlainText } from './inbound/entries';
import type { Payload } from './inbound/payload';
import { toReply } from './outbound/reply';
import type { FlowrestChannel } from './own-channel';
import type { ReplyBody } from './schemas/replies';

/** The mode of the response and the longest wait for the flow, in milliseconds. */
type AnswerMode = { sync: boolean; writeConcern: boolean; waitMs: number };

export type Sending = {
  channel: FlowrestChannel;
  threadId: string;
  payload: Payload;
  mode: AnswerMode;
  /** The input of an earlier attempt of the same request; null without one. */
  applied: AppliedInput | null;
};

const LATER =
  'More will follow: what a call, a timer or a delay still brings goes to the webhook of the channel.';

type InputReply = { session: SessionView; messages: MessageView[]; settled: boolean; inputId: string };

/** Sends a payload into a thread and answers in the caller's mode. */
export async function sendPayload(ctx: ServiceContext, sending: Sending) {
  const { mode } = sending;
  const ref = { channelId: sending.channel.id, externalId: sending.threadId };
  const before = mode.sync ? await findThreadSession(ctx, ref) : null;
  const reply = await sendOrResume(ctx, sending);
  const pending = isAwaited(mode) && hasMore(reply) ? { pending: true as const, notice: LATER } : {};
  const keep = reply.settled || !isAwaited(mode);
  if (!mode.sync) return { ...OK, body: { ...OK.body, ...pending }, keep };
  const { orgId } = sending.channel;
  const titles = await ctx.programs.getTitles(orgId, reply.session.versionId);
  const answer = toAnswer(sending, { ...reply, titles }, before);
  return { status: 200 as const, body: { ...answer, ...pending }, keep };
}

/** Whether the flow will send more without another input. */
function hasMore({ settled, session: { status } }: InputReply): boolean {
  return !settled || status === 'running' || status === 'awaiting_timer';
}

function isAwaited({ sync, writeConcern }: AnswerMode): boolean {
  return sync || writeConcern;
}

async function sendOrResume(ctx: ServiceContext, sending: Sending): Promise<InputReply> {
  const { applied, mode } = sending;
  if (!applied) return send(ctx, sending);
  const reply = await getReply(ctx, { ...applied, waitMs: isAwaited(mode) ? mode.waitMs : 0 });
  return { ...reply, inputId: applied.inputId };
}

async function send(ctx: ServiceContext, sending: Sending): Promise<ThreadReply> {
  const { channel, threadId, payload, mode } = sending;
  const facts = toFacts(payload);
  const waitMs = isAwaited(mode) ? mode.waitMs : 0;
  const where = { channelId: channel.id, externalId: threadId, direct: mode.sync, waitMs };
  if (payload.type !== 'event') {
    const trigger = toTrigger(payload);
    return sendToThread(ctx, { ...where, ...facts, trigger, entries: [toEntry(payload, channel.id)] });
  }
  return sendOrRecordEvent(ctx, { ...where, ...facts, name: payload.name, payload: facts.variables });
}

/** Fields of the variable `trigger` beside `type` and `text`, for a flow that this payload starts. */
function toTrigger(payload: Payload): JsonObject {
  if (payload.type === 'location') {
    const { latitude, longitude, title } = payload;
    return { location: { latitude, longitude, title } };
  }
  if (payload.type !== 'media') return {};
  const { mediaType, url, title, mime } = payload;
  return { media: { type: mediaType, url, title, mime } };
}

function toAnswer(
  { channel, threadId, payload }: Sending,
  reply: InputReply & { titles: FlowTitles },
  before: SessionView | null,
): ReplyBody {
  const { session, titles, messages, inputId } = reply;
  const { status, waitingSince, threadId: connectionKey } = session;
  const wasHanded = before?.id === session.id && before.status === 'awaiting_transfer';
  return toReply({
    channel,
    threadId,
    connectionKey: connectionKey ?? session.id,
    session,
    titles,
    messages,
    activityId: inputId,
    replyTo: payload.type === 'event' ? payload.name : toPlainText(payload),
    handsOver: status === 'awaiting_transfer' && waitingSince !== null && !wasHanded,
    at: session.lastActivityAt,
  });
}
