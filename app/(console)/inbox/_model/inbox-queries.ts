import { keepPreviousData, QueryClient } from '@tanstack/react-query';
import type { Trpc } from '@/app/_trpc/context';
import { type InboxFilters, toInboxInput } from './inbox-filters';

const ROWS = 30;
// Refetched while shown: one indexed query, whose cost grows with the number of viewers.
const LIVE_MS = 4_000;
const OPEN_MS = 10_000;

/** The conversations of a queue. */
export function listConversations(trpc: Trpc, filters: InboxFilters) {
  return trpc.inbox.list.infiniteQueryOptions(
    { ...toInboxInput(filters), limit: ROWS },
    {
      getNextPageParam: ({ nextCursor }) => nextCursor,
      refetchInterval: LIVE_MS,
      refetchOnWindowFocus: 'always',
      placeholderData: keepPreviousData,
    },
  );
}

/** The numbers of waiting and unread conversations. */
export function countConversations(trpc: Trpc) {
  return trpc.inbox.counts.queryOptions(undefined, {
    refetchInterval: LIVE_MS,
    refetchOnWindowFocus: 'always',
  });
}

/** The number of messages that load first, and of those that each further page adds. */
export const WINDOW = 200;

/** The query key of a conversation's messages after the message number `from`. */
export function messagesKey(sessionId: string, from: number) {
  return ['inbox-messages', sessionId, from] as const;
}

/** Prefetches the messages of a conversation; a long transcript is left to the browser. */
export function getMessagesRead(trpc: Trpc, sessionId: string, count: number) {
  const from = Math.max(0, count - WINDOW);
  // Not part of the page's data: the page keeps the messages under a key of its own.
  const pages = new QueryClient();
  const queryFn = async () => {
    const input = { sessionId, afterSeq: from };
    const { items, nextCursor } = await pages.fetchQuery(trpc.session.messages.queryOptions(input));
    if (nextCursor !== null) throw new Error('The transcript is long.');
    return items;
  };
  return { queryKey: messagesKey(sessionId, from), queryFn };
}

/** An open conversation, refetched in case the stream fails. */
export function getConversation(trpc: Trpc, sessionId: string) {
  return trpc.inbox.get.queryOptions(
    { sessionId },
    {
      refetchInterval: ({ state: { data } }) => (data?.conversation.finishedAt ? false : OPEN_MS),
      refetchOnWindowFocus: 'always',
    },
  );
}
