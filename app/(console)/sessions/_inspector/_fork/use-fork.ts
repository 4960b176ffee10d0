'use client';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import type { SessionLog } from '../_data/use-session-log';
import type { Fork } from './fork-words';

const CALL_MS = 1_000;

/** What a session continues, and the call that it waits for; null unless it is a fork. */
export function useFork({ session, lastTurn }: SessionLog): Fork | null {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { id: sessionId, isTest, channel } = session;
  const enabled = isTest && channel === 'fork';
  const fork = useQuery(
    trpc.fork.get.queryOptions(
      { sessionId },
      {
        enabled,
        refetchInterval: session.status === 'running' && !isOver(session.status) ? CALL_MS : false,
      },
    ),
  );
  // Each turn may wait for another call.
  useEffect(() => {
    if (enabled && lastTurn > 0) void invalidate(queries, trpc.fork.get.queryFilter({ sessionId }));
  }, [enabled, lastTurn, queries, sessionId, trpc]);
  return (enabled && fork.data) || null;
}
