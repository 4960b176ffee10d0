import type { MessageRow } from '@/server/db/session/row';
import { updateSyncReply } from '@/server/db/session/store';
import type { ServiceContext } from '../../context';
import {
  type Awaited,
  awaitReply,
  isSettled,
  listOwnAnswers,
  toReply,
} from '../../session/reply/await-reply';
import { requireSession } from '../../session/require-session';
import { isListed, removeSyncReply } from '../../session/turn/sync-reply';
import type { SessionReply } from '../../session/view';
import { type ThreadReply, toThreadView } from '../view';
import type { SendResult, SendToThread } from './send-request';

type Asked = Pick<SendToThread, 'waitMs' | 'direct'>;

/** Waits for the answers as long as the caller does, and returns the messages until then. */
export async function awaitThreadReply(
  ctx: ServiceContext,
  asked: Asked,
  sent: SendResult,
): Promise<ThreadReply> {
  const { thread, isNew, messages, inputId } = sent;
  ctx.touch?.(sent.row.id);
  const reply = await replyTo(ctx, asked, sent);
  const lines = messages.filter(isOfCaller);
  return { thread: toThreadView(thread), isNew, inputId, messageIds: lines.map(({ id }) => id), ...reply };
}

/** Whether a message came from the caller, not from the flow. */
function isOfCaller({ direction, content }: MessageRow): boolean {
  return direction === 'inbound' || content.sender !== undefined;
}

async function replyTo(
  ctx: ServiceContext,
  { waitMs, direct }: Asked,
  sent: SendResult,
): Promise<SessionReply> {
  const { row, messages, inputId } = sent;
  // A repeated request has no messages of its own.
  const inHand = messages.length > 0 || waitMs === 0;
  if (inHand && (waitMs === 0 || isSettled(row, inputId))) return toReply(row, messages, inputId);
  const { orgId, id: sessionId } = row;
  const afterSeq = row.messageCount - messages.length;
  // A repeated request is answered from the transcript, wherever the answers went.
  const onlyDirect = direct === true && messages.length > 0;
  const awaited = { orgId, sessionId, inputId, afterSeq, waitMs, waitForTimers: !direct, onlyDirect };
  const reply = await awaitReply(ctx, awaited);
  return direct && !reply.settled ? release(ctx, awaited) : reply;
}

/** From now on answers go to the webhook; no message falls between the response and the webhook (reply/once). */
async function release(ctx: ServiceContext, awaited: Awaited): Promise<SessionReply> {
  const { inputId } = awaited;
  for (;;) {
    const row = await requireSession(ctx, awaited);
    const messages = await listOwnAnswers(ctx, awaited);
    const { turnNo, syncReply: before } = row;
    const after = removeSyncReply(before, inputId);
    const isReleased =
      !isListed(before, inputId) || (await updateSyncReply(ctx.db, { ...awaited, turnNo, before, after }));
    if (isReleased) return toReply(row, messages, inputId);
  }
}
