'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RemoveDialog } from '@/app/_features/removal/remove-dialog';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
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
    <RemoveDialog
      input={price && { model: price.model }}
      title={`Remove the price of ${price?.model ?? ''}?`}
      action="Remove price"
      remove={remove}
      onClose={onClose}
    >
      New turns count its tokens without a cost. Past turns keep their recorded cost.
    </RemoveDialog>
  );
}
