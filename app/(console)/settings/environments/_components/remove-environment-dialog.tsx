'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';

/** Asks before an environment is removed. */
export function RemoveEnvironmentDialog({ name, onClose }: { name: string | null; onClose: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.environment.remove.mutationOptions({
      onSuccess: async (_, removed) => {
        await invalidate(queries, trpc.environment.pathFilter());
        toast.success(`Environment ${removed.name} removed`);
      },
    }),
  );
  return (
    <ConfirmDialog
      open={name !== null}
      onOpenChange={(open) => {
        remove.reset();
        if (!open) onClose();
      }}
      title={`Remove the environment ${name ?? ''}?`}
      action="Remove environment"
      pending={remove.isPending}
      error={toShownError(remove.error)}
      onConfirm={() => name !== null && remove.mutate({ name }, { onSuccess: onClose })}
    >
      No session starts in it any more. The versions of flows stay, and sessions that are running go on.
    </ConfirmDialog>
  );
}
