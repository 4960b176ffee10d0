'use client';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
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
import { SettingsCard } from '../_settings/settings-card';

type Schedule = Channel['webhookSchedule'];

const asksRetries = (kind: Channel['kind'], schedule: Schedule) => kind === 'umi' && schedule === 'vendor';

const schema = channelSchema.pick({ webhookUrl: true, webhookSchedule: true, maxRetryCount: true });

const toSchema = (kind: Channel['kind']) =>
  z
    .object({
      webhookUrl: z.string(),
      webhookSchedule: z.enum(['vendor', 'long']),
      maxRetryCount: z.string(),
    })
    .transform(({ webhookUrl, webhookSchedule, maxRetryCount }) => {
      const fields: z.input<typeof schema> = { webhookUrl: webhookUrl.trim() || null, webhookSchedule };
      return asksRetries(kind, webhookSchedule)
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
        description="Answer with 2xx to acknowledge a delivery. A redirect counts as a failure. 410 turns the webhook off."
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
