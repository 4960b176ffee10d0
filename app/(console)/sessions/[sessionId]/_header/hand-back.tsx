'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionView } from '@/app/_features/session/view';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { useSetSession } from '../_data/use-set-session';

type Outcome = 'success' | 'failed' | 'hangup';

const OUTCOMES: readonly { value: Outcome; label: string }[] = [
  { value: 'success', label: 'It succeeded' },
  { value: 'failed', label: 'It failed' },
  { value: 'hangup', label: 'The person hung up' },
];

type HandBackProps = { session: SessionView; open: boolean; onOpenChange: (open: boolean) => void };

/** Asks for the outcome and hands the conversation back to its flow. */
export function HandBack({ session, open, onOpenChange }: HandBackProps) {
  const trpc = useTRPC();
  const [outcome, setOutcome] = useState<Outcome>('success');
  const [reason, setReason] = useState('');
  const keep = useSetSession();
  const back = useMutation(
    trpc.inbox.handBack.mutationOptions({
      onSuccess: (changed) => {
        keep(changed);
        onOpenChange(false);
        toast.success('The flow continues the conversation.');
      },
    }),
  );
  const waits = session.wait?.type === 'transfer';
  const submit = () =>
    back.mutate({
      sessionId: session.id,
      outcome: waits ? outcome : 'success',
      ...(waits && outcome === 'failed' && reason.trim() !== '' && { reason: reason.trim() }),
    });
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Hand back to the flow"
        description={
          waits
            ? 'The flow handed the conversation over and continues with the outcome.'
            : 'The flow resumes where it was. No message is sent.'
        }
      >
        <FormShell
          label="Hand back"
          layout="dialog"
          submit="Hand back"
          pending={back.isPending}
          error={toFormError(back.error, ['reason'])}
          onSubmit={submit}
          secondary={
            <DialogClose asChild>
              <Button>Cancel</Button>
            </DialogClose>
          }
        >
          {waits && (
            <fieldset className="space-y-1.5">
              <legend className="mb-1.5 font-medium text-sm">How did it end?</legend>
              {OUTCOMES.map(({ value, label }) => (
                <label key={value} className="flex items-center gap-2 text-sm">
                  <input
                    type="radio"
                    name="outcome"
                    checked={outcome === value}
                    onChange={() => setOutcome(value)}
                    className="accent-accent"
                  />
                  {label}
                </label>
              ))}
            </fieldset>
          )}
          {waits && outcome === 'failed' && (
            <Field label="Reason" error={fieldError(back.error, 'reason')}>
              {(control) => (
                <Input
                  {...control}
                  value={reason}
                  maxLength={1_000}
                  onChange={(event) => setReason(event.target.value)}
                />
              )}
            </Field>
          )}
        </FormShell>
      </DialogContent>
    </Dialog>
  );
}
