'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RemoveDialog } from '@/app/_features/removal/remove-dialog';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
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
    <RemoveDialog
      input={value && { name: value.name, environment }}
      title={`Remove the configuration value ${value?.name ?? ''}${environment ? ` for ${environment}` : ''}?`}
      action="Remove value"
      remove={remove}
      onClose={onClose}
    >
      {environment
        ? `Sessions that start in ${environment} from now on have the value of the organization: ${JSON.stringify(value?.value)}.`
        : flows.length === 0
          ? 'No flow uses it.'
          : `Sessions that start from now on read no value in ${flows.map(({ name }) => name).join(', ')}.`}
    </RemoveDialog>
  );
}
