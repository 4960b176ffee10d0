import { listThreadMessages as listMessageRows } from '@/server/db/thread/list';
import type { ServiceContext } from '../context';
import { toMessageView } from '../session/to-view';
import type { MessageView } from '../session/view';
import { getThread, type ThreadRef } from './find-thread';

export type MessagePage = { messages: MessageView[]; page: number; pages: number };

/** Lists the messages of all sessions of a thread, oldest first, in pages numbered from 1. Throws not_found. */
export async function listThreadMessages(
  ctx: ServiceContext,
  { page, size, ...ref }: ThreadRef & { page: number; size: number },
): Promise<MessagePage> {
  const thread = await getThread(ctx, ref);
  const { orgId } = ctx.actor;
  const place = { orgId, threadId: thread.id, limit: size, offset: (page - 1) * size };
  const { rows, total } = await listMessageRows(ctx.db, place);
  return { messages: rows.map(toMessageView), page, pages: Math.ceil(total / size) };
}
