'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toast } from '@/app/_ui/overlay/toast';

/** Whether only dead deliveries are sent again, or also turns that were never delivered. */
export const RECOVERIES = [
  {
    value: 'recover',
    label: 'Recover',
    hint: 'Sends the dead deliveries again, with the same bytes and ids, each in its original place in its thread.',
  },
  {
    value: 'replay',
    label: 'Replay',
    hint: 'Also creates deliveries that were never created because there was no webhook or it was off. Repeating it sends nothing twice.',
  },
] as const;

type Recovery = (typeof RECOVERIES)[number]['value'];
type Asked = { how: Recovery; channelId: string; since: string };

/** Recovers or replays in as many calls as needed, and reports how many deliveries were queued. */
export function useRecovery(onDone: () => void) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ how, channelId, since }: Asked) => {
      if (how === 'recover')
        return { ...(await client.delivery.recover.mutate({ channelId, since })), written: 0 };
      const sum = { recovered: 0, written: 0 };
      let cursor: string | null = null;
      do {
        const part: Awaited<ReturnType<typeof client.delivery.replay.mutate>> =
          await client.delivery.replay.mutate({ channelId, since, ...(cursor !== null && { cursor }) });
        sum.recovered += part.recovered;
        sum.written += part.written;
        cursor = part.nextCursor;
      } while (cursor !== null);
      return sum;
    },
    onSuccess: async (sum, { how }) => {
      await invalidate(queries, trpc.delivery.pathFilter());
      toast.success(wordOutcome(sum, how));
      onDone();
    },
  });
}

function wordOutcome({ recovered, written }: { recovered: number; written: number }, how: Recovery): string {
  if (recovered + written === 0) return 'Nothing to send';
  const again =
    recovered === 1 ? '1 delivery will be sent again' : `${String(recovered)} deliveries will be sent again`;
  return how === 'recover' ? again : `${again}, ${String(written)} created`;
}
