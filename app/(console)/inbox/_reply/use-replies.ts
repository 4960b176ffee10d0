'use client';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import type { ShownError } from '@/app/_ui/state/error-state';
import { useInvalidateInbox } from '../_conversation/use-conversation';
import type { Draft } from './use-draft';

/** A reply that the server has not confirmed yet, sent after message `afterSeq`; `error` once it was refused. */
export type PendingReply = Draft & { key: number; afterSeq: number; error: ShownError | null };

let lastKey = 0;

/**
 * Sends replies one after the other and shows each at once. Failed ones stay, to be sent again or dropped, also after
 * another conversation was opened.
 */
export function useReplies(sessionId: string) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refresh = useInvalidateInbox();
  const queryKey = ['inbox-replies', sessionId];
  const { data: pending = [] } = useQuery<PendingReply[]>({
    queryKey,
    queryFn: skipToken,
    gcTime: Number.POSITIVE_INFINITY,
  });
  const setPending = (act: (list: PendingReply[]) => PendingReply[]) =>
    cache.setQueryData<PendingReply[]>(queryKey, (list = []) => act(list));
  const reply = useMutation({
    ...trpc.inbox.reply.mutationOptions(),
    // Two replies in a row arrive in the order in which they were written.
    scope: { id: `inbox-reply-${sessionId}` },
  });
  const drop = (key: number) => setPending((list) => list.filter((one) => one.key !== key));
  const fail = (key: number, error: unknown) =>
    setPending((list) => list.map((one) => (one.key === key ? { ...one, error: toShownError(error) } : one)));
  const deliver = async ({ key, text, suggestionId }: PendingReply) => {
    try {
      await reply.mutateAsync({ sessionId, text, ...(suggestionId && { suggestionId }) });
      await cache.refetchQueries({ queryKey: ['inbox-messages', sessionId] });
      drop(key);
      await refresh();
    } catch (error) {
      fail(key, error);
    }
  };
  const send = (draft: Draft, afterSeq: number) => {
    lastKey += 1;
    const made = { ...draft, afterSeq, key: lastKey, error: null };
    setPending((list) => [...list, made]);
    void deliver(made);
  };
  const again = (failed: PendingReply) => {
    setPending((list) => list.map((one) => (one.key === failed.key ? { ...one, error: null } : one)));
    void deliver(failed);
  };
  return { pending, send, again, drop };
}
