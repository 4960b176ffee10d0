'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { ApiKey } from './key-columns';

/** Asks before a key is revoked. */
export function RevokeKeyDialog({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const revoke = useMutation(
    trpc.apiKey.revoke.mutationOptions({
      onSuccess: async ({ name }) => {
        await invalidate(queryClient, trpc.apiKey.list.pathFilter());
        toast.success(`“${name}” revoked`);
      },
    }),
  );
  return (
    <ConfirmDialog
      open={apiKey !== null}
      onOpenChange={(open) => {
        revoke.reset();
        if (!open) onClose();
      }}
      title={`Revoke “${apiKey?.name ?? ''}”?`}
      action="Revoke key"
      pending={revoke.isPending}
      error={toShownError(revoke.error)}
      onConfirm={() => apiKey && revoke.mutate({ keyId: apiKey.id }, { onSuccess: onClose })}
    >
      Calls with{' '}
      <span className="whitespace-nowrap font-mono text-xs">
        {apiKey?.prefix}…{apiKey?.lastFour}
      </span>{' '}
      fail from now on, within 10 seconds everywhere. This cannot be undone.
    </ConfirmDialog>
  );
}
