'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { toast } from '@/app/_ui/overlay/toast';

/** Saves a change of a channel, shows the toast `done`, and updates the page. */
export function useChange({ id }: Pick<Channel, 'id'>, done: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.channel.update.mutationOptions({
      onSuccess: async ({ channel }) => {
        setQueryAnswer(queries, trpc.channel.get.queryKey({ channelId: id }), channel);
        toast.success(done);
        await invalidate(queries, trpc.channel.pathFilter());
      },
    }),
  );
}
