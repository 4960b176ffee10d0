'use client';
import { useMutation } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { RadioList } from '@/app/_ui/form/radio-list';
import { Textarea } from '@/app/_ui/form/textarea';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { handBackSchema } from '@/server/services/inbox/schema';
import type { Conversation } from '../_model/describe-hold';
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

type HandBackDialogProps = {
  conversation: Conversation;
  /** Whether the flow needs an outcome. */
  asks: boolean;
  onClose: () => void;
};

/** Hands a conversation back to its flow, with an outcome where the flow needs one. */
export function HandBackDialog({ conversation, asks, onClose }: HandBackDialogProps) {
  const trpc = useTRPC();
  const refresh = useInvalidateInbox();
  const give = useMutation(
    trpc.inbox.handBack.mutationOptions({
      onSuccess: () => {
        toast.success(`${conversation.person} handed back to the flow`);
        onClose();
        void refresh();
      },
    }),
  );
  const form = useServerForm({
    schema: handBackSchema,
    defaultValues: { sessionId: conversation.id, outcome: 'success', reason: '' },
    send: ({ reason, ...rest }) => {
      const because = rest.outcome === 'failed' && reason?.trim() ? { reason: reason.trim() } : {};
      return give.mutateAsync({ ...rest, ...because });
    },
  });
  const outcome = useWatch({ control: form.control, name: 'outcome' });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="Hand back" description={explain(conversation, asks)}>
        <DialogForm form={form} label="Hand back" submit="Hand back">
          {asks && (
            <FormGroup control={form.control} name="outcome" label="How did it end?">
              {(field) => <RadioList {...field} options={OUTCOMES} />}
            </FormGroup>
          )}
          {asks && outcome === 'failed' && (
            <FormField
              control={form.control}
              name="reason"
              label="Reason"
              optional
              hint="The flow can use it in messages and conditions."
            >
              {(field) => <Textarea {...field} maxLength={1_000} />}
            </FormField>
          )}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}

function explain({ roomMode }: Conversation, asks: boolean): string {
  if (roomMode === 'people')
    return 'No flow runs in this room, so the conversation is closed with this outcome.';
  return asks ? 'The flow waits for the outcome and continues with it.' : 'The flow replies again.';
}
