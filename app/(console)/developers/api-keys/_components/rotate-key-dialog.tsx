'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiKey } from '@/app/_features/api-key/key-columns';
import { SecretShown } from '@/app/_features/api-key/secret-shown';
import { OverlapForm } from '@/app/_features/secret/overlap-form';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';

/** Replaces a key by one with the same name and scopes, and shows the new secret, once. */
export function RotateKeyDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const rotate = useMutation(
    trpc.apiKey.rotate.mutationOptions({
      onSuccess: () => invalidate(queryClient, trpc.apiKey.list.pathFilter()),
    }),
  );
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      {rotate.data ? (
        <SecretShown title="API key rotated" made={rotate.data} onDone={onClose} />
      ) : (
        <DialogContent
          title={`Rotate “${apiKey.name}”`}
          description="A new key with the same scopes replaces it. Both work during the overlap."
        >
          <OverlapForm
            action="Rotate key"
            label="The old key stops"
            atOnce="Calls with the old key fail as soon as you press Rotate."
            later="Put the new key in place before then."
            send={(overlapMs) => rotate.mutateAsync({ keyId: apiKey.id, overlapMs })}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}
