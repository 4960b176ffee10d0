'use client';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { useInvalidateInbox } from './use-conversation';

/** Tells the server how far one has read: up to `seq`, while the page is in sight. */
export function useMarkRead(sessionId: string, seq: number): void {
  const trpc = useTRPC();
  const refresh = useInvalidateInbox();
  const told = useRef(0);
  const { mutate } = useMutation(
    trpc.inbox.markRead.mutationOptions({
      onSuccess: refresh,
      onError: () => {
        told.current = 0;
      },
    }),
  );
  useEffect(() => {
    const tell = () => {
      if (document.visibilityState !== 'visible' || seq <= told.current) return;
      told.current = seq;
      mutate({ sessionId, seq });
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [mutate, sessionId, seq]);
}
