'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { setQueryAnswer } from '@/app/_trpc/set-query-answer';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import { WebhookSecretShown } from '../../_components/webhook-secret-shown';

const OVERLAPS = [
  { value: '0', label: 'At once' },
  { value: '3600000', label: 'After 1 hour' },
  { value: '86400000', label: 'After 1 day' },
  { value: '604800000', label: 'After 7 days' },
] as const;

type Overlap = (typeof OVERLAPS)[number]['value'];
type RotateSecretDialogProps = { channelId: string; open: boolean; onOpenChange: (open: boolean) => void };

/** Creates a new signing secret, shown once; the old ones keep signing for a while. */
export function RotateSecretDialog({ channelId, open, onOpenChange }: RotateSecretDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      {open && <RotateSecret channelId={channelId} onDone={() => onOpenChange(false)} />}
    </Dialog>
  );
}

function RotateSecret({ channelId, onDone }: { channelId: string; onDone: () => void }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [overlap, setOverlap] = useState<Overlap>('86400000');
  const rotate = useMutation(
    trpc.channel.rotateSecret.mutationOptions({
      onSuccess: ({ channel }) => setQueryAnswer(queries, trpc.channel.get.queryKey({ channelId }), channel),
    }),
  );
  const secret = rotate.data?.webhookSecret;
  if (secret) return <WebhookSecretShown title="Signing secret rotated" secret={secret} onDone={onDone} />;
  return (
    <DialogContent
      title="Rotate the signing secret"
      description="During the overlap, every attempt is signed with both secrets."
    >
      <FormShell
        layout="dialog"
        label="Rotate secret"
        submit="Rotate secret"
        pending={rotate.isPending}
        error={toFormError(rotate.error, ['overlapMs'])}
        onSubmit={() => rotate.mutate({ channelId, overlapMs: Number(overlap) })}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        <Field
          label="The old secret stops signing"
          hint={
            overlap === '0'
              ? 'A receiver that knows only the old secret refuses deliveries at once.'
              : 'Give the new secret to your receiver before then.'
          }
          error={fieldError(rotate.error, 'overlapMs')}
        >
          {(control) => <Select {...control} value={overlap} onValueChange={setOverlap} options={OVERLAPS} />}
        </Field>
      </FormShell>
    </DialogContent>
  );
}
