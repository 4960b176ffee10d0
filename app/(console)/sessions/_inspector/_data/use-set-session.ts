'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { SessionView } from '@/app/_features/session/view';
import { useTRPC } from '@/app/_trpc/context';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';

/** Keeps the session that an action returned as the newest one. */
export function useSetSession(): (session: SessionView) => void {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useCallback(
    (session) => {
      setQueryAnswer(cache, trpc.session.get.queryKey({ sessionId: session.id }), session);
    },
    [cache, trpc],
  );
}
