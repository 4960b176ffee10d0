'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { FastForward } from 'lucide-react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import type { Delivery } from '../_model/delivery';

/** Ends the wait of a pending delivery for its next attempt. */
export function TryButton({ delivery: { id, status } }: { delivery: Delivery }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useCan('deliveries:write');
  const attempt = useMutation(
    trpc.delivery.tryNow.mutationOptions({
      onSuccess: () =>
        toast.success('The next attempt is made now, after the earlier deliveries of the thread.'),
      onError: (error) => toast.error(toShownError(error)?.title ?? ''),
      onSettled: () => invalidate(queries, trpc.delivery.pathFilter()),
    }),
  );
  if (!mayWrite || status !== 'pending') return null;
  return (
    <Button variant="primary" pending={attempt.isPending} onClick={() => attempt.mutate({ deliveryId: id })}>
      <FastForward aria-hidden /> Try now
    </Button>
  );
}
