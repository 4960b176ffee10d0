'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { ConfigValue } from '../_model/config-value';

type RemoveConfigDialogProps = {
  value: ConfigValue | null;
  /** Only the value of this environment is deleted. */
  environment: string | undefined;
  onClose: () => void;
};

/** Asks before a configuration value is deleted. */
export function RemoveConfigDialog({ value, environment, onClose }: RemoveConfigDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.config.remove.mutationOptions({
      onSuccess: async (_, { name }) => {
        await invalidate(queryClient, trpc.config.list.pathFilter());
        toast.success(`Configuration value ${name} removed`);
      },
    }),
  );
  const flows = value?.usedIn ?? [];
  return (
    <ConfirmDialog
      open={value !== null}
      onOpenChange={(open) => {
        remove.reset();
        if (!open) onClose();
      }}
      title={`Remove the configuration value ${value?.name ?? ''}${environment ? ` for ${environment}` : ''}?`}
      action="Remove value"
      pending={remove.isPending}
      error={toShownError(remove.error)}
      onConfirm={() => value && remove.mutate({ name: value.name, environment }, { onSuccess: onClose })}
    >
      {environment
        ? `Sessions that start in ${environment} from now on have the value of the organization: ${JSON.stringify(value?.value)}.`
        : flows.length === 0
          ? 'No flow uses it.'
          : `Sessions that start from now on read no value in ${flows.map(({ name }) => name).join(', ')}.`}
    </ConfirmDialog>
  );
}
