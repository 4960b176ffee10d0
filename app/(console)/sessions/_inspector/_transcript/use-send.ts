'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';

/** Sends an input into a session as the person; its result arrives with the session's events. */
export function useSend(sessionId: string, onSent?: () => void) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  return useMutation(
    trpc.session.send.mutationOptions({
      // Inputs arrive in the order in which they were sent.
      scope: { id: `send ${sessionId}` },
      // Only the server knows which turn took it: another input may have come first.
      onSettled: () => invalidate(cache, { queryKey: trpc.session.get.queryKey({ sessionId }) }),
      ...(onSent && { onSuccess: onSent }),
    }),
  );
}
