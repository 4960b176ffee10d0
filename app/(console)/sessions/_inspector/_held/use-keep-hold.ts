'use client';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { usePageVisible } from '../_data/use-page-visible';

/** The time between two signs; the shortest hold is five seconds. */
const EVERY_MS = 4_000;

/** Holds a session while its page is looked at; returns when it is let go, null before the first answer. */
export function useKeepHold(sessionId: string): string | null {
  const trpc = useTRPC();
  const isVisible = usePageVisible();
  const { mutate, data } = useMutation(trpc.debug.keep.mutationOptions());
  useEffect(() => {
    if (!isVisible) return;
    mutate({ sessionId });
    const timer = setInterval(() => mutate({ sessionId }), EVERY_MS);
    return () => clearInterval(timer);
  }, [isVisible, mutate, sessionId]);
  return data?.until ?? null;
}
