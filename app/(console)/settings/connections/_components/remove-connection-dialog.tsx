'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RemoveDialog } from '@/app/_features/removal/remove-dialog';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toast } from '@/app/_ui/overlay/toast';
import type { Connection } from '../_model/connection';

type RemoveConnectionDialogProps = { connection: Connection | null; onClose: () => void };

/** Asks before a connection is deleted. */
export function RemoveConnectionDialog({ connection, onClose }: RemoveConnectionDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.connection.remove.mutationOptions({
      onSuccess: async (_, { name }) => {
        await invalidate(queryClient, trpc.connection.list.pathFilter());
        toast.success(`Connection ${name} removed`);
      },
    }),
  );
  const flows = connection?.usedIn ?? [];
  return (
    <RemoveDialog
      input={connection && { name: connection.name }}
      title={`Remove the connection ${connection?.name ?? ''}?`}
      action="Remove connection"
      remove={remove}
      onClose={onClose}
    >
      {flows.length === 0
        ? 'No flow uses it.'
        : `Calls over it fail from now on, in ${flows.map(({ name }) => name).join(', ')}.`}
    </RemoveDialog>
  );
}
