'use client';
import { useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { fieldError } from '@/app/_trpc/problems';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { RadioCards } from '@/app/_ui/form/radio-cards';
import { Dialog } from '@/app/_ui/overlay/dialog';
import { WebhookSecretShown } from '../../_components/webhook-secret-shown';
import { useChange } from '../_components/use-change';
import { SettingsCard } from '../_settings/settings-card';

const FIELDS = ['webhookUrl', 'webhookSchedule', 'maxRetryCount'];

/** The endpoint, and the retries after a failed attempt. */
export function WebhookCard({ channel }: { channel: Channel }) {
  const { id, kind } = channel;
  const [url, setUrl] = useState(channel.webhookUrl ?? '');
  const [schedule, setSchedule] = useState(channel.webhookSchedule);
  const [retries, setRetries] = useState(String(channel.maxRetryCount));
  const { save, secret, forgetSecret, formError } = useChange(channel, 'Webhook saved', FIELDS);
  const asksRetries = kind === 'umi' && schedule === 'vendor';
  return (
    <>
      <SettingsCard
        title="Endpoint"
        description="Answer with 2xx to acknowledge a delivery. A redirect counts as a failure. 410 turns the webhook off."
        pending={save.isPending}
        error={formError}
        onSubmit={() =>
          save.mutate({
            channelId: id,
            webhookUrl: url.trim() || null,
            webhookSchedule: schedule,
            ...(asksRetries && { maxRetryCount: Number(retries) }),
          })
        }
      >
        <Field
          label="Webhook URL"
          optional
          hint="Leave empty to send nothing. A new URL turns on a webhook that a 410 turned off."
          error={fieldError(save.error, 'webhookUrl')}
        >
          {(control) => (
            <Input
              {...control}
              type="url"
              className="font-mono text-sm"
              spellCheck={false}
              placeholder="https://"
              value={url}
              onChange={(event) => setUrl(event.target.value)}
            />
          )}
        </Field>
        <FieldGroup label="Retries" error={fieldError(save.error, 'webhookSchedule')}>
          <RadioCards
            name="schedule"
            value={schedule}
            onChange={setSchedule}
            options={[
              { value: 'vendor', label: 'Default for this kind', hint: PROMISES[kind] },
              { value: 'long', label: 'Long', hint: '10 attempts over about 75 hours, up to 15 s each.' },
            ]}
          />
        </FieldGroup>
        {asksRetries && (
          <Field label="Maximum retries" hint="From 0 to 20." error={fieldError(save.error, 'maxRetryCount')}>
            {(control) => (
              <Input
                {...control}
                inputMode="numeric"
                className="tabular max-w-28"
                value={retries}
                onChange={(event) => setRetries(event.target.value)}
              />
            )}
          </Field>
        )}
      </SettingsCard>
      <Dialog open={secret !== null} onOpenChange={(open) => !open && forgetSecret()}>
        {secret && <WebhookSecretShown title="Webhook saved" secret={secret} onDone={forgetSecret} />}
      </Dialog>
    </>
  );
}

const PROMISES: Record<Channel['kind'], string> = {
  chat: '12 attempts over about 4 hours, up to 15 s each.',
  flowrest: '12 attempts over about 4 hours, up to 15 s each.',
  umi: 'Retries after 2, 4, 8 … seconds, up to 5 s each.',
};
