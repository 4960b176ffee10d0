'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { Secret } from '../_model/secret';

/** Asks before a secret is deleted. */
export function RemoveSecretDialog({ secret, onClose }: { secret: Secret | null; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.secret.remove.mutationOptions({
      onSuccess: async (_, { name }) => {
        await invalidate(queryClient, trpc.secret.list.pathFilter());
        toast.success(`Secret ${name} removed`);
      },
    }),
  );
  const flows = secret?.usedIn ?? [];
  return (
    <ConfirmDialog
      open={secret !== null}
      onOpenChange={(open) => {
        remove.reset();
        if (!open) onClose();
      }}
      title={`Remove the secret ${secret?.name ?? ''}?`}
      action="Remove secret"
      pending={remove.isPending}
      error={toShownError(remove.error)}
      onConfirm={() => secret && remove.mutate({ name: secret.name }, { onSuccess: onClose })}
    >
      {flows.length === 0
        ? 'No flow uses it.'
        : `Calls that send it fail from now on, in ${flows.map(({ name }) => name).join(', ')}.`}
    </ConfirmDialog>
  );
}
