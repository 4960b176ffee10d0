'use client';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSubscription } from '@trpc/tanstack-react-query';
import { useState } from 'react';
import { usePartialReply } from '@/app/_features/session/use-partial-reply';
import type { SessionEvent } from '@/app/_features/session/view';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { STREAM_AGAIN_MS, useRestart, useStreamState } from '@/app/_trpc/use-stream-state';
import { beforeTurn, mergeEvents, turnOfEvent } from '../_model/event-log';
import { eventsKey } from '../_model/session-queries';
import { readEventsAfter } from './read-log';
import { usePageVisible } from './use-page-visible';

export type Connection = 'live' | 'connecting' | 'lost';

/**
 * A session's events from turn `from` on: first in pages, then from the stream. Without the stream they are refetched
 * every five seconds. `from` is null until it is known, `finalTurn` until the session is over.
 */
export function useSessionEvents(sessionId: string, from: number | null, finalTurn: number | null) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const cache = useQueryClient();
  const visible = usePageVisible();
  const { isLive, watch } = useStreamState();
  const key = eventsKey(sessionId, from);
  const held = () => cache.getQueryData<SessionEvent[]>(key) ?? [];

  const readOn = async (): Promise<SessionEvent[]> => {
    const log = held();
    const events = await readEventsAfter(client, sessionId, log.at(-1)?.id ?? beforeTurn(from ?? 1));
    // The stream may have added events meanwhile.
    return mergeEvents(held(), mergeEvents(log, events));
  };

  const query = useQuery({
    queryKey: key,
    queryFn: readOn,
    enabled: from !== null,
    structuralSharing: false,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (isLive || isDone(state.data, finalTurn) ? false : STREAM_AGAIN_MS),
  });
  const loaded = query.isSuccess && !query.isPlaceholderData;
  const enabled = loaded && visible && !isDone(query.data, finalTurn);
  const after = useStart(enabled, () => held().at(-1)?.id);
  const reply = usePartialReply();
  const stream = useSubscription(
    trpc.session.events.subscriptionOptions(
      { sessionId, ...(after && { after }) },
      {
        enabled,
        ...watch,
        onData: ({ data }) => {
          if (reply.take(data)) cache.setQueryData(key, mergeEvents(held(), [data]));
        },
      },
    ),
  );
  useRestart(stream);
  return { query, partial: reply.partial, connection: toConnection(stream.status) };
}

// The session may be known to be over before its last events have arrived.
function isDone(log: readonly SessionEvent[] = [], finalTurn: number | null): boolean {
  return finalTurn !== null && turnOfEvent(log.at(-1)?.id ?? '0-0') >= finalTurn;
}

/**
 * The position where the stream begins: fixed while it is open; a broken stream resumes from the id of its last
 * event.
 */
function useStart(open: boolean, read: () => string | undefined): string | undefined {
  const [start, setStart] = useState<{ open: boolean; after: string | undefined }>({
    open: false,
    after: undefined,
  });
  if (start.open !== open) {
    const next = { open, after: read() };
    setStart(next);
    return next.after;
  }
  return start.after;
}

function toConnection(status: 'idle' | 'connecting' | 'pending' | 'error'): Connection {
  if (status === 'pending') return 'live';
  return status === 'error' ? 'lost' : 'connecting';
}
