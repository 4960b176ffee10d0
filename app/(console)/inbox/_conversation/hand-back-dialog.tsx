'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { fieldError, toFormError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { FormShell } from '@/app/_ui/form/form';
import { Textarea } from '@/app/_ui/form/textarea';
import { Dialog, DialogClose, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import type { Conversation, toHandBack } from '../_model/describe-hold';
import { useInvalidateInbox } from './use-conversation';

const OUTCOMES = [
  { value: 'success', label: 'Success', does: 'The request was resolved.' },
  {
    value: 'failed',
    label: 'Failed',
    does: 'The request could not be resolved. The flow takes its error exit.',
  },
  { value: 'hangup', label: 'Hang-up', does: 'The person left before the request was resolved.' },
] as const;

type Outcome = (typeof OUTCOMES)[number]['value'];

type HandBackDialogProps = {
  conversation: Conversation;
  /** Null while closed. */
  how: ReturnType<typeof toHandBack>;
  onClose: () => void;
};

/** Hands a conversation back to its flow, with an outcome where the flow needs one. */
export function HandBackDialog({ conversation, how, onClose }: HandBackDialogProps) {
  return (
    <Dialog open={how !== null} onOpenChange={(open) => !open && onClose()}>
      {how && <HandBack conversation={conversation} asks={how === 'outcome'} onDone={onClose} />}
    </Dialog>
  );
}

type HandBackProps = { conversation: Conversation; asks: boolean; onDone: () => void };

function HandBack({ conversation, asks, onDone }: HandBackProps) {
  const trpc = useTRPC();
  const refresh = useInvalidateInbox();
  const [outcome, setOutcome] = useState<Outcome>('success');
  const [reason, setReason] = useState('');
  const give = useMutation(
    trpc.inbox.handBack.mutationOptions({
      onSuccess: () => {
        toast.success(`${conversation.person} handed back to the flow`);
        onDone();
        void refresh();
      },
    }),
  );
  const submit = () => {
    const because = outcome === 'failed' && reason.trim() ? { reason: reason.trim() } : {};
    give.mutate({ sessionId: conversation.id, outcome, ...because });
  };
  return (
    <DialogContent title="Hand back" description={explain(conversation, asks)}>
      <FormShell
        layout="dialog"
        label="Hand back"
        submit="Hand back"
        pending={give.isPending}
        error={toFormError(give.error, ['reason'])}
        onSubmit={submit}
        secondary={
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
        }
      >
        {asks && <OutcomePicker outcome={outcome} onChange={setOutcome} />}
        {asks && outcome === 'failed' && (
          <Field
            label="Reason"
            optional
            hint="The flow can use it in messages and conditions."
            error={fieldError(give.error, 'reason')}
          >
            {(control) => (
              <Textarea
                {...control}
                maxLength={1_000}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            )}
          </Field>
        )}
      </FormShell>
    </DialogContent>
  );
}

function explain({ roomMode }: Conversation, asks: boolean): string {
  if (roomMode === 'people')
    return 'No flow runs in this room, so the conversation is closed with this outcome.';
  return asks ? 'The flow waits for the outcome and continues with it.' : 'The flow replies again.';
}

function OutcomePicker({ outcome, onChange }: { outcome: Outcome; onChange: (outcome: Outcome) => void }) {
  return (
    <FieldGroup label="How did it end?" error={null}>
      <div className="divide-y rounded-md border">
        {OUTCOMES.map(({ value, label, does }) => (
          <label
            key={value}
            className="flex cursor-pointer items-start gap-2.5 px-3 py-2 text-sm hover:bg-subtle"
          >
            <input
              type="radio"
              name="outcome"
              value={value}
              checked={value === outcome}
              onChange={() => onChange(value)}
              className="mt-1 size-3.5 accent-ink"
            />
            <span>
              <span className="font-medium">{label}</span>
              <span className="block text-ink-2 text-xs">{does}</span>
            </span>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}
