'use client';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { useInvalidateInbox } from './use-conversation';

/** Marks messages up to `seq` as read while the page is visible. */
export function useMarkRead(sessionId: string, seq: number): void {
  const trpc = useTRPC();
  const refresh = useInvalidateInbox();
  const lastMarked = useRef(0);
  const { mutate } = useMutation(
    trpc.inbox.markRead.mutationOptions({
      onSuccess: refresh,
      onError: () => {
        lastMarked.current = 0;
      },
    }),
  );
  useEffect(() => {
    const markRead = () => {
      if (document.visibilityState !== 'visible' || seq <= lastMarked.current) return;
      lastMarked.current = seq;
      mutate({ sessionId, seq });
    };
    markRead();
    document.addEventListener('visibilitychange', markRead);
    return () => document.removeEventListener('visibilitychange', markRead);
  }, [mutate, sessionId, seq]);
}
