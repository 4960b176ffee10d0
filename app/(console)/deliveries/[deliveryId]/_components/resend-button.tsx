'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { Delivery } from '../_model/delivery';

/** Sends a settled delivery again; asks first when it was acknowledged. */
export function ResendButton({ delivery: { id, status } }: { delivery: Delivery }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const mayWrite = useCan('deliveries:write');
  const resend = useMutation(
    trpc.delivery.resend.mutationOptions({
      onSuccess: async () => {
        await invalidate(queries, trpc.delivery.pathFilter());
        toast.success('The delivery will be sent again');
        setAsking(false);
      },
      onError: (error) => status === 'dead' && toast.error(toShownError(error)?.title ?? ''),
    }),
  );
  if (!mayWrite || status === 'pending') return null;
  const send = () => resend.mutate({ deliveryId: id });
  return (
    <>
      <Button
        variant="primary"
        pending={resend.isPending}
        onClick={() => (status === 'dead' ? send() : setAsking(true))}
      >
        <RotateCw aria-hidden /> Resend
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={(open) => {
          resend.reset();
          setAsking(open);
        }}
        title="Send it again?"
        action="Resend"
        danger={false}
        pending={resend.isPending}
        error={toShownError(resend.error)}
        onConfirm={send}
      >
        The endpoint has already acknowledged this delivery. It will receive the same bytes with the same{' '}
        <code className="font-mono text-xs">webhook-id</code> again, after the pending deliveries of its
        thread.
      </ConfirmDialog>
    </>
  );
}
