'use client';
import { useQuery } from '@tanstack/react-query';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import { parseLocalText, toLocalText } from '@/app/_lib/local-time';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { Button } from '@/app/_ui/button';
import { DialogForm } from '@/app/_ui/form/dialog-form';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { RadioCards } from '@/app/_ui/form/radio-cards';
import { Select } from '@/app/_ui/form/select';
import { Dialog, DialogContent } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { RECOVERIES, useRecovery } from './use-recovery';

type RecoverDialogProps = {
  /** The channel whose deliveries are shown. */
  channelId: string | null;
  onClose: () => void;
};

const HOUR_MS = 3_600_000;
const SPANS = [
  { label: 'Last hour', ms: HOUR_MS },
  { label: 'Last day', ms: 24 * HOUR_MS },
  { label: 'Last 7 days', ms: 168 * HOUR_MS },
];
const MOST_CHANNELS = 100;

const schema = z.object({
  channelId: z.string().min(1, 'Choose a channel.'),
  how: z.enum(RECOVERIES.map(({ value }) => value)),
  since: z.string().transform((text, ctx) => {
    const at = parseLocalText(text);
    if (at) return at.toISOString();
    ctx.addIssue({ code: 'custom', message: 'Enter a date and a time.' });
    return z.NEVER;
  }),
});

const toTextAgo = (ms: number) => toLocalText(new Date(Date.now() - ms));

/** Sends again what a channel's endpoint missed since a time. */
export function RecoverDialog({ channelId, onClose }: RecoverDialogProps) {
  const trpc = useTRPC();
  const channels = useQuery(trpc.channel.list.queryOptions({ limit: MOST_CHANNELS }));
  const recovery = useRecovery(onClose);
  const form = useServerForm({
    schema,
    defaultValues: { channelId: channelId ?? '', how: 'recover', since: toTextAgo(24 * HOUR_MS) },
    send: recovery.mutateAsync,
  });
  const how = useWatch({ control: form.control, name: 'how' });
  const options = (channels.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const error = toShownError(channels.error);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent title="Recover or replay" description="Sends an endpoint the deliveries it missed.">
        <DialogForm form={form} label="Recover or replay" submit={how === 'recover' ? 'Recover' : 'Replay'}>
          <FormField control={form.control} name="channelId" label="Channel">
            {({ onChange, ...field }) => (
              <Select {...field} onValueChange={onChange} options={options} placeholder="Choose a channel" />
            )}
          </FormField>
          <FormGroup control={form.control} name="how" label="What is sent">
            {(field) => <RadioCards {...field} options={RECOVERIES} />}
          </FormGroup>
          <FormField control={form.control} name="since" label="Since">
            {(field) => <Input {...field} type="datetime-local" />}
          </FormField>
          <div className="flex flex-wrap gap-2">
            {SPANS.map(({ label, ms }) => (
              <Button
                key={label}
                size="sm"
                onClick={() => form.setValue('since', toTextAgo(ms), { shouldValidate: true })}
              >
                {label}
              </Button>
            ))}
          </div>
          {error && <ErrorNote error={error} />}
        </DialogForm>
      </DialogContent>
    </Dialog>
  );
}
