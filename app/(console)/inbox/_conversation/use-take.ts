'use client';
import { useMutation } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { toast } from '@/app/_ui/overlay/toast';
import { useInvalidateInbox } from './use-conversation';

/** Takes over a conversation, also from another holder; its flow pauses. */
export function useTake(sessionId: string): { run: () => void; isPending: boolean } {
  const trpc = useTRPC();
  const refresh = useInvalidateInbox();
  const take = useMutation(
    trpc.inbox.take.mutationOptions({
      onSettled: refresh,
      onError: (error) => toast.error(toShownError(error)?.title ?? 'Could not take over the conversation.'),
    }),
  );
  const run = () => {
    if (!take.isPending) take.mutate({ sessionId });
  };
  return { run, isPending: take.isPending };
}
