import { countConversations, type QueueCounts } from '@/server/db/inbox/counts';
import { type InboxQueue, listConversations } from '@/server/db/inbox/list';
import { type Page, type PageRequest, toPage } from '@/server/shared/page';
import { requireScope, type ServiceContext } from '../context';
import { requireTimeCursor } from '../cursor';
import { requireUser } from '../user/require-user';
import { type InboxItem, toInboxItem } from './view';

export type ListInbox = PageRequest & {
  queue: InboxQueue;
  roomId?: string | undefined;
  label?: string | undefined;
  /** A part of the external id, of the person's data, or of a message. */
  search?: string | undefined;
};

/** Lists a queue of the inbox: longest waiting first in `waiting`, newest first elsewhere. */
export async function listInbox(ctx: ServiceContext, input: ListInbox): Promise<Page<InboxItem>> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { userId } = requireUser(ctx);
  const rows = await listConversations(ctx.db, {
    orgId,
    userId,
    queue: input.queue,
    roomId: input.roomId ?? null,
    label: input.label ?? null,
    now: new Date(ctx.clock.now()),
    search: input.search ?? null,
    after: requireTimeCursor(input.cursor),
    take: input.limit + 1,
  });
  const page = toPage(rows, input.limit, ({ createdAt, waitingSince, id }) => {
    const at = input.queue === 'waiting' ? (waitingSince ?? createdAt) : createdAt;
    return [at.toISOString(), id];
  });
  return { ...page, items: page.items.map(toInboxItem) };
}

/** Counts the conversations of each queue, and the caller's unread ones. */
export async function getInboxCounts(ctx: ServiceContext): Promise<QueueCounts> {
  const orgId = requireScope(ctx, 'sessions:read');
  const { userId } = requireUser(ctx);
  return countConversations(ctx.db, { orgId, userId, now: new Date(ctx.clock.now()) });
}
