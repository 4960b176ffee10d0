'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RemoveDialog } from '@/app/_features/removal/remove-dialog';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
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
    <RemoveDialog
      input={secret && { name: secret.name, environment }}
      title={`Remove the secret ${secret?.name ?? ''}${environment ? ` for ${environment}` : ''}?`}
      action="Remove secret"
      remove={remove}
      onClose={onClose}
    >
      {environment
        ? `Calls of sessions in ${environment} send the secret of the organization from now on.`
        : flows.length === 0
          ? 'No flow uses it.'
          : `Calls that send it fail from now on, in ${flows.map(({ name }) => name).join(', ')}.`}
    </RemoveDialog>
  );
}
