'use client';
import { useState } from 'react';
import { Controller, useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { RadioCards } from '@/app/_ui/form/radio-cards';
import { Dialog } from '@/app/_ui/overlay/dialog';
import { channelSchema } from '@/server/services/channel/schema';
import { WebhookSecretShown } from '../../_components/webhook-secret-shown';
import { useChange } from '../_components/use-change';
import { LabeledCheckbox } from '../_settings/labeled-checkbox';
import { SettingsCard } from '../_settings/settings-card';

type Schedule = Channel['webhookSchedule'];

const asksRetries = (kind: Channel['kind'], schedule: Schedule) => kind === 'umi' && schedule === 'vendor';

const gone = z.object({ disableOnGone: z.boolean() });
const schema = channelSchema
  .pick({ webhookUrl: true, webhookSchedule: true, maxRetryCount: true })
  .extend({ settings: gone });

const toSchema = (kind: Channel['kind']) =>
  z
    .object({
      webhookUrl: z.string(),
      webhookSchedule: z.enum(['vendor', 'long']),
      maxRetryCount: z.string(),
      settings: gone,
    })
    .transform(({ webhookUrl, maxRetryCount, ...rest }) => {
      const fields: z.input<typeof schema> = { webhookUrl: webhookUrl.trim() || null, ...rest };
      return asksRetries(kind, rest.webhookSchedule)
        ? { ...fields, maxRetryCount: Number(maxRetryCount) }
        : fields;
    })
    .pipe(schema);

/** The endpoint, and the retries after a failed attempt. */
export function WebhookCard({ channel }: { channel: Channel }) {
  const { id, kind } = channel;
  const [secret, setSecret] = useState<string | null>(null);
  const save = useChange(channel, 'Webhook saved');
  const form = useServerForm({
    schema: toSchema(kind),
    defaultValues: {
      webhookUrl: channel.webhookUrl ?? '',
      webhookSchedule: channel.webhookSchedule,
      maxRetryCount: String(channel.maxRetryCount),
      settings: { disableOnGone: channel.settings.disableOnGone ?? false },
    },
    send: async (values) => {
      const { webhookSecret } = await save.mutateAsync({ channelId: id, ...values });
      setSecret(webhookSecret);
    },
  });
  const { control } = form;
  const schedule = useWatch({ control, name: 'webhookSchedule' });
  const forget = () => setSecret(null);
  return (
    <>
      <SettingsCard
        title="Endpoint"
        description="Answer with 2xx to acknowledge a delivery. A redirect counts as a failure."
        form={form}
      >
        <FormField
          control={control}
          name="webhookUrl"
          label="Webhook URL"
          optional
          hint="Leave empty to send nothing. A new URL turns on a webhook that a 410 turned off."
        >
          {(field) => (
            <Input
              {...field}
              type="url"
              className="font-mono text-sm"
              spellCheck={false}
              placeholder="https://"
            />
          )}
        </FormField>
        <FormGroup control={control} name="webhookSchedule" label="Retries">
          {(field) => (
            <RadioCards
              {...field}
              options={[
                { value: 'vendor', label: 'Default for this kind', hint: PROMISES[kind] },
                { value: 'long', label: 'Long', hint: '10 attempts over about 75 hours, up to 15 s each.' },
              ]}
            />
          )}
        </FormGroup>
        {asksRetries(kind, schedule) && (
          <FormField control={control} name="maxRetryCount" label="Maximum retries" hint="From 0 to 20.">
            {(field) => <Input {...field} inputMode="numeric" className="tabular max-w-28" />}
          </FormField>
        )}
        <Controller
          control={control}
          name="settings.disableOnGone"
          render={({ field: { name, value, onChange } }) => (
            <LabeledCheckbox
              name={name}
              checked={value}
              onChange={onChange}
              label="Turn the webhook off after 410 Gone"
              hint="Otherwise a 410 is retried like every other failure."
            />
          )}
        />
      </SettingsCard>
      <Dialog open={secret !== null} onOpenChange={(open) => !open && forget()}>
        {secret && <WebhookSecretShown title="Webhook saved" secret={secret} onDone={forget} />}
      </Dialog>
    </>
  );
}

const PROMISES: Record<Channel['kind'], string> = {
  chat: '12 attempts over about 4 hours, up to 15 s each.',
  flowrest: '12 attempts over about 4 hours, up to 15 s each.',
  umi: 'Retries after 2, 4, 8 … seconds, up to 5 s each.',
};
