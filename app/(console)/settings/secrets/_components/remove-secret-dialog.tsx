'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { Secret } from '../_model/secret';

type RemoveSecretDialogProps = {
  secret: Secret | null;
  /** Only the value of this environment is deleted. */
  environment: string | undefined;
  onClose: () => void;
};

/** Asks before a secret is deleted. */
export function RemoveSecretDialog({ secret, environment, onClose }: RemoveSecretDialogProps) {
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
      title={`Remove the secret ${secret?.name ?? ''}${environment ? ` for ${environment}` : ''}?`}
      action="Remove secret"
      pending={remove.isPending}
      error={toShownError(remove.error)}
      onConfirm={() => secret && remove.mutate({ name: secret.name, environment }, { onSuccess: onClose })}
    >
      {environment
        ? `Calls of sessions in ${environment} send the secret of the organization from now on.`
        : flows.length === 0
          ? 'No flow uses it.'
          : `Calls that send it fail from now on, in ${flows.map(({ name }) => name).join(', ')}.`}
    </ConfirmDialog>
  );
}
