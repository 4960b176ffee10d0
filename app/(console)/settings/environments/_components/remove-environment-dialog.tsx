'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RemoveDialog } from '@/app/_features/removal/remove-dialog';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toast } from '@/app/_ui/overlay/toast';

/** Asks before an environment is removed. */
export function RemoveEnvironmentDialog({ name, onClose }: { name: string | null; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.environment.remove.mutationOptions({
      onSuccess: async (_, removed) => {
        const changed = [trpc.environment, trpc.config, trpc.secret];
        await Promise.all(changed.map((part) => invalidate(queries, part.pathFilter())));
        toast.success(`Environment ${removed.name} removed`);
      },
    }),
  );
  return (
    <RemoveDialog
      input={name === null ? null : { name }}
      title={`Remove the environment ${name ?? ''}?`}
      action="Remove environment"
      remove={remove}
      onClose={onClose}
    >
      No session starts in it any more, and its own configuration values and secrets are removed. The versions
      of flows stay. Sessions that are running go on, but their calls that send a secret fail.
    </RemoveDialog>
  );
}
