'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { ModelPrice } from '../_model/model-price';

/** Asks before the price of a model is deleted. */
export function RemovePriceDialog({ price, onClose }: { price: ModelPrice | null; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const remove = useMutation(
    trpc.modelPrice.remove.mutationOptions({
      onSuccess: async (_, { model }) => {
        await invalidate(queryClient, trpc.modelPrice.list.pathFilter());
        toast.success(`Price of ${model} removed`);
      },
    }),
  );
  return (
    <ConfirmDialog
      open={price !== null}
      onOpenChange={(open) => {
        remove.reset();
        if (!open) onClose();
      }}
      title={`Remove the price of ${price?.model ?? ''}?`}
      action="Remove price"
      pending={remove.isPending}
      error={toShownError(remove.error)}
      onConfirm={() => price && remove.mutate({ model: price.model }, { onSuccess: onClose })}
    >
      New turns count its tokens without a cost. Past turns keep their recorded cost.
    </ConfirmDialog>
  );
}
