'use client';
import { z } from 'zod';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Textarea } from '@/app/_ui/form/textarea';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { useChange } from '../_components/use-change';
import { SettingsCard } from './settings-card';

const schema = z.object({ settings: SETTINGS.chat.pick({ disclosure: true }) });

/** What the channel says before the first words of a model. */
export function DisclosureCard({ channel }: { channel: Channel }) {
  const save = useChange(channel, 'Disclosure saved');
  const form = useServerForm({
    schema,
    defaultValues: { settings: { disclosure: channel.settings.disclosure ?? '' } },
    send: (values) => save.mutateAsync({ channelId: channel.id, ...values }),
  });
  return (
    <SettingsCard
      title="Disclosure"
      description="Tells people that they talk with a model. It is said once in a session, before the first words of a model."
      form={form}
    >
      <FormField
        control={form.control}
        name="settings.disclosure"
        label="Text"
        optional
        hint="A reply with a schema is data and does not count. Sessions take the text when they start."
      >
        {({ value, ...field }) => (
          <Textarea
            {...field}
            value={value ?? ''}
            maxLength={1_000}
            placeholder="You are talking with an AI assistant."
          />
        )}
      </FormField>
    </SettingsCard>
  );
}
