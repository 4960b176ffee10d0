'use client';
import { useMutation } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import type { SessionView } from '@/app/_features/session/view';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { handBackSchema } from '@/server/services/inbox/schema';
import { useSetSession } from '../_data/use-set-session';

const OUTCOMES = [
  { value: 'success', label: 'It succeeded' },
  { value: 'failed', label: 'It failed' },
  { value: 'hangup', label: 'The person hung up' },
] as const;

/** Asks for the outcome and hands the conversation back to its flow. */
export function HandBack({ session, onClose }: { session: SessionView; onClose: () => void }) {
  const trpc = useTRPC();
  const keep = useSetSession();
  const back = useMutation(
    trpc.inbox.handBack.mutationOptions({
      onSuccess: (changed) => {
        keep(changed);
        onClose();
        toast.success('The flow continues the conversation.');
      },
    }),
  );
  const waits = session.wait?.type === 'transfer';
  const form = useServerForm({
    schema: handBackSchema,
    defaultValues: { sessionId: session.id, outcome: 'success', reason: '' },
    send: ({ sessionId, outcome, reason }) =>
      back.mutateAsync({
        sessionId,
        outcome: waits ? outcome : 'success',
        ...(waits && outcome === 'failed' && reason?.trim() && { reason: reason.trim() }),
      }),
  });
  const outcome = useWatch({ control: form.control, name: 'outcome' });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Hand back to the flow"
        description={
          waits
            ? 'The flow handed the conversation over and continues with the outcome.'
            : 'The flow resumes where it was. No message is sent.'
        }
      >
        <DialogForm form={form} label="Hand back" submit="Hand back">
          {waits && (
            <FormGroup control={form.control} name="outcome" label="How did it end?">
              {({ name, value: chosen, onChange }) =>
                OUTCOMES.map(({ value, label }) => (
                  <label key={value} className="flex items-center gap-2 text-sm">
                    <input
                      type="radio"
                      name={name}
                      checked={chosen === value}
                      onChange={() => onChange(value)}
                      className="accent-accent"
                    />
                    {label}
                  </label>
                ))
              }
            </FormGroup>
          )}
          {waits && outcome === 'failed' && (
            <FormField control={form.control} name="reason" label="Reason">
              {(field) => <Input {...field} maxLength={1_000} />}
            </FormField>
          )}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
