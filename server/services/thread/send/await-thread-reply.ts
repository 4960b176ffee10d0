import type { MessageRow } from '@/server/db/session/row';
import { listAnswers, updateSyncReplyAsReleased } from '@/server/db/session/store';
import type { ServiceContext } from '../../context';
import { awaitReply, isSettled, toReply } from '../../session/reply/await-reply';
import { requireSession } from '../../session/require-session';
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
  const awaited = { orgId, sessionId, inputId, afterSeq, waitMs, waitForTimers: !direct };
  const reply = await awaitReply(ctx, awaited);
  return direct && !reply.settled ? release(ctx, awaited) : reply;
}

type Awaited = { orgId: string; sessionId: string; inputId: string; afterSeq: number };

/** From now on answers go to the webhook; no message falls between the response and the webhook. */
async function release(ctx: ServiceContext, awaited: Awaited): Promise<SessionReply> {
  for (;;) {
    const row = await requireSession(ctx, awaited);
    const messages = await listAnswers(ctx.db, awaited);
    const isReleased =
      row.syncReply === null || (await updateSyncReplyAsReleased(ctx.db, { ...awaited, turnNo: row.turnNo }));
    if (!isReleased) continue;
    return toReply(row, messages, awaited.inputId);
  }
}
