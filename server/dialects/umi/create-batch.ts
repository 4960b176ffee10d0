import type { ChannelOf } from '@/server/services/channel/channel-facts';
import type { ServiceContext } from '@/server/services/context';
import {
  type ExternalMessage,
  findMessagesByExternalId,
} from '@/server/services/thread/find-message-by-external-id';
import { sendToThread } from '@/server/services/thread/send/send-to-thread';
import { withMessageIdLock } from '@/server/services/thread/send/with-message-id-lock';
import { checkMessages, type PlacedMessage } from './check-messages';
import type { CreatedBody, MessagesInput } from './schemas';
import { toEntries } from './to-entries';

export type Batch = { channel: ChannelOf<'umi'>; input: MessagesInput };

/** Creates the messages of a batch; on a channel with `dedupeMessageIds`, only those whose id is new in the thread. */
export function createBatch(ctx: ServiceContext, batch: Batch): Promise<CreatedBody> {
  const messages = batch.input.messages.map((message, place) => ({ ...message, place }));
  if (!batch.channel.settings.dedupeMessageIds) return send(ctx, batch, messages);
  const ref = toRef(batch);
  return withMessageIdLock(ctx, ref, async () =>
    createMissing(ctx, batch, messages, await findMessagesByExternalId(ctx, ref)),
  );
}

/** The response to a request whose earlier attempt was applied but not answered. */
export async function findCreatedBatch(
  ctx: ServiceContext,
  batch: Batch,
  { sessionId }: { sessionId: string },
): Promise<CreatedBody> {
  const found = await findMessagesByExternalId(ctx, toRef(batch));
  const own = found.filter((message) => message.sessionId === sessionId);
  const created: ExternalMessage[] = [];
  // Message ids may repeat; the last ones belong to this request.
  for (const { message_id: externalId } of [...batch.input.messages].reverse()) {
    const place = own.findLastIndex((message) => message.externalId === externalId);
    created.unshift(...own.splice(place, place === -1 ? 0 : 1));
  }
  return {
    chat_id: sessionId,
    mapping_id: created[0]?.threadId ?? '',
    message_ids: created.map(({ id }) => id),
    messages_created: created.length,
    is_new_session: created.some(({ turnNo }) => turnNo === 1),
  };
}

function toRef({ channel, input }: Batch) {
  const messageIds = input.messages.map(({ message_id: id }) => id);
  return { channelId: channel.id, externalId: threadIdOf(input), messageIds };
}

function threadIdOf({ messages }: MessagesInput): string {
  return messages[0]?.thread_id ?? '';
}

async function createMissing(
  ctx: ServiceContext,
  batch: Batch,
  messages: readonly PlacedMessage[],
  known: readonly ExternalMessage[],
): Promise<CreatedBody> {
  const [first] = known;
  // When several messages have the same id, the oldest one counts.
  const idOf = new Map([...known].reverse().map(({ externalId, id }) => [externalId, id]));
  const missing = withoutRepeats(messages).filter(({ message_id: id }) => !idOf.has(id));
  const toIds = () => messages.map(({ message_id: id }) => idOf.get(id) ?? '');
  if (missing.length === 0 && first) return toRepeated(first, toIds());
  const created = await send(ctx, batch, missing);
  for (const [index, { message_id: id }] of missing.entries()) {
    idOf.set(id, created.message_ids[index] ?? '');
  }
  return { ...created, message_ids: toIds() };
}

function withoutRepeats(messages: readonly PlacedMessage[]): PlacedMessage[] {
  const seen = new Set<string>();
  return messages.filter(({ message_id: id }) => !seen.has(id) && seen.add(id));
}

function toRepeated({ sessionId, threadId }: ExternalMessage, ids: string[]): CreatedBody {
  return {
    chat_id: sessionId,
    mapping_id: threadId,
    message_ids: ids,
    messages_created: 0,
    is_new_session: false,
  };
}

async function send(
  ctx: ServiceContext,
  { channel, input }: Batch,
  messages: readonly PlacedMessage[],
): Promise<CreatedBody> {
  const named = await checkMessages(ctx, channel.id, messages);
  const visitor = messages.findLast(({ sender_type: type }) => type === 'visitor');
  const sender = visitor && { senderId: visitor.sender_id };
  const reply = await sendToThread(ctx, {
    channelId: channel.id,
    externalId: threadIdOf(input),
    entries: toEntries(messages, named, channel.settings.botName),
    variables: input.variables,
    ...(sender && { profile: sender, trigger: sender }),
    skipWaiting: input.skip_waiting_state,
    close: input.close_session,
    waitMs: 0,
  });
  return {
    chat_id: reply.session.id,
    mapping_id: reply.thread.id,
    message_ids: reply.messageIds,
    messages_created: reply.messageIds.length,
    is_new_session: reply.isNew,
  };
}
