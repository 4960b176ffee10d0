'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { usePartialReply } from '@/app/_features/session/use-partial-reply';
import type { MessageView } from '@/app/_features/session/view';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { STREAM_AGAIN_MS, useRestart, useStreamState } from '@/app/_trpc/use-stream-state';
import { getConversation, messagesKey, WINDOW } from '../_model/inbox-queries';
import { mergeMessages } from '../_model/merge-messages';

const END_OF_TURN = 999_999_999;

/** An open conversation from `inbox.get`, refetched in case the stream fails. */
export function useConversation(sessionId: string) {
  const trpc = useTRPC();
  return useQuery(getConversation(trpc, sessionId));
}

/** Invalidates the inbox's lists and an open conversation. */
export function useInvalidateInbox(): () => Promise<void> {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return async () => {
    await Promise.all([
      invalidate(cache, trpc.inbox.get.pathFilter()),
      invalidate(cache, trpc.inbox.list.pathFilter()),
      invalidate(cache, trpc.inbox.counts.pathFilter()),
    ]);
  };
}

/**
 * The transcript of a conversation from its last 200 messages on: first in pages, then from the session's event
 * stream. Without the stream it is refetched every five seconds. `count`: the number of messages.
 */
export function useMessages(sessionId: string, count: number, isOver: boolean) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const refresh = useInvalidateInbox();
  const [from, setFrom] = useState(() => Math.max(0, count - WINDOW));
  const { isLive, watch } = useStreamState();
  const key = messagesKey(sessionId, from);
  const held = () => cache.getQueryData<MessageView[]>(key) ?? [];
  // The session may be known to be over before its last messages have arrived.
  const isComplete = (messages?: MessageView[]) => isOver && (messages?.at(-1)?.seq ?? 0) >= count;
  const readOn = async (): Promise<MessageView[]> => {
    let messages = held();
    for (let more = true; more; ) {
      const afterSeq = messages.at(-1)?.seq ?? from;
      const page = await client.session.messages.query({ sessionId, afterSeq });
      messages = mergeMessages(messages, page.items);
      more = page.nextCursor !== null;
    }
    return mergeMessages(held(), messages);
  };
  const query = useQuery({
    queryKey: key,
    queryFn: readOn,
    structuralSharing: false,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state: { data } }) => (isLive || isComplete(data) ? false : STREAM_AGAIN_MS),
  });
  const [start, setStart] = useState<string | null>(null);
  if (start === null && query.data)
    setStart(`${String(query.data.at(-1)?.turnNo ?? 0)}-${String(END_OF_TURN)}`);
  const reply = usePartialReply();
  const stream = useSubscription(
    trpc.session.events.subscriptionOptions(
      { sessionId, ...(start && { after: start }) },
      {
        enabled: start !== null && !isComplete(query.data),
        ...watch,
        onData: ({ data: event }) => {
          if (!reply.take(event)) return;
          if (event.type === 'message.received' || event.type === 'message.sent')
            cache.setQueryData(key, mergeMessages(held(), [event.data]));
          // A new message can change who answers, the suggestions and the unread count.
          void refresh();
        },
      },
    ),
  );
  useRestart(stream);
  const loadEarlier = from > 0 ? () => setFrom(Math.max(0, from - WINDOW)) : null;
  return { query, loadEarlier, partial: reply.partial };
}
