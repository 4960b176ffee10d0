'use client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import { parseLocalText, toLocalText } from '@/app/_lib/local-time';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { useInvalidateInbox } from '../_conversation/use-conversation';
import type { Conversation } from '../_model/describe-hold';
import { listSnoozeTimes } from './snooze-times';

const schema = z.object({
  until: z.string().transform((text, ctx) => {
    const at = parseLocalText(text);
    if (at) return at.toISOString();
    ctx.addIssue({ code: 'custom', message: 'Enter a date and a time.' });
    return z.NEVER;
  }),
});

type SnoozeDialogProps = { conversation: Conversation; onClose: () => void };

/** Takes a conversation out of the queues until a time, or until the customer writes. */
export function SnoozeDialog({ conversation: { id }, onClose }: SnoozeDialogProps) {
  const trpc = useTRPC();
  const refresh = useInvalidateInbox();
  const [times] = useState(() => listSnoozeTimes(new Date()));
  const snooze = useMutation(trpc.inbox.snooze.mutationOptions());
  const form = useServerForm({
    schema,
    defaultValues: { until: times[0] ? toLocalText(times[0].at) : '' },
    send: async ({ until }) => {
      await snooze.mutateAsync({ sessionId: id, until });
      toast.success('The conversation comes back at this time, or when the customer writes.');
      onClose();
      void refresh();
    },
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Snooze"
        description="The conversation leaves the queues, and comes back at this time or when the customer writes."
      >
        <DialogForm form={form} label="Snooze" submit="Snooze">
          <div className="flex flex-wrap gap-2">
            {times.map(({ label, at }) => (
              <Button
                key={label}
                size="sm"
                onClick={() => form.setValue('until', toLocalText(at), { shouldValidate: true })}
              >
                {label}
              </Button>
            ))}
          </div>
          <FormField control={form.control} name="until" label="Until">
            {(field) => <Input {...field} type="datetime-local" />}
          </FormField>
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
