'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiKey } from '@/app/_features/api-key/key-columns';
import { SecretShown } from '@/app/_features/api-key/secret-shown';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';

const OVERLAPS = [
  { value: '0', label: 'At once' },
  { value: '3600000', label: 'After 1 hour' },
  { value: '86400000', label: 'After 1 day' },
  { value: '604800000', label: 'After 7 days' },
] as const;

type Overlap = (typeof OVERLAPS)[number]['value'];

/** Replaces a key by one with the same name and scopes, and shows the new secret, once. */
export function RotateKeyDialog({ apiKey, onClose }: { apiKey: ApiKey | null; onClose: () => void }) {
  return (
    <Dialog open={apiKey !== null} onOpenChange={(open) => !open && onClose()}>
      {apiKey && <RotateKey apiKey={apiKey} onDone={onClose} />}
    </Dialog>
  );
}

function RotateKey({ apiKey, onDone }: { apiKey: ApiKey; onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [overlap, setOverlap] = useState<Overlap>('86400000');
  const rotate = useMutation(
    trpc.apiKey.rotate.mutationOptions({
      onSuccess: () => invalidate(queryClient, trpc.apiKey.list.pathFilter()),
    }),
  );
  if (rotate.data) return <SecretShown title="API key rotated" made={rotate.data} onDone={onDone} />;
  return (
    <DialogContent
      title={`Rotate “${apiKey.name}”`}
      description="A new key with the same scopes replaces it. Both work during the overlap."
    >
      <FormShell
        layout="dialog"
        label="Rotate key"
        submit="Rotate key"
        pending={rotate.isPending}
        error={toFormError(rotate.error, ['overlapMs'])}
        onSubmit={() => rotate.mutate({ keyId: apiKey.id, overlapMs: Number(overlap) })}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <Field
          label="The old key stops"
          hint={
            overlap === '0'
              ? 'Calls with the old key fail as soon as you press Rotate.'
              : 'Put the new key in place before then.'
          }
          error={fieldError(rotate.error, 'overlapMs')}
        >
          {(control) => <Select {...control} value={overlap} onValueChange={setOverlap} options={OVERLAPS} />}
        </Field>
      </FormShell>
    </DialogContent>
  );
}
