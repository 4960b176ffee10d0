'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { paths } from '@/app/_lib/paths';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';

type RemoveChannelDialogProps = { channel: Channel; open: boolean; onOpenChange: (open: boolean) => void };

/** Asks before a channel is deleted with its data. */
export function RemoveChannelDialog({ channel, open, onOpenChange }: RemoveChannelDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const remove = useMutation(
    trpc.channel.remove.mutationOptions({
      onSuccess: () => {
        toast.success(`“${channel.name}” removed`);
        router.replace(paths.channels());
        void invalidate(queries, trpc.channel.list.pathFilter());
        void invalidate(queries, trpc.room.pathFilter());
      },
    }),
  );
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        remove.reset();
        onOpenChange(next);
      }}
      title={`Remove “${channel.name}”?`}
      action="Remove channel"
      typed={channel.name}
      pending={remove.isPending || remove.isSuccess}
      error={toShownError(remove.error)}
      onConfirm={() => remove.mutate({ channelId: channel.id })}
    >
      <p>This permanently removes:</p>
      <ul className="my-1.5 list-disc space-y-0.5 pl-5">
        <li>its threads, and the API keys that are bound to it</li>
        <li>its deliveries, including those not sent yet, and its uploaded files</li>
      </ul>
      <p>Calls to it fail from now on. Running sessions end. All sessions and their transcripts are kept.</p>
    </ConfirmDialog>
  );
}
