'use client';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { ChannelOf } from '@/app/_features/channel/channel-kinds';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { cn } from '@/app/_ui/cn';
import { FormGroup } from '@/app/_ui/form/form-field';
import { RadioCards } from '@/app/_ui/form/radio-cards';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { useChange } from '../_components/use-change';
import { SettingsCard } from './settings-card';

type IntentsCardProps = { channel: ChannelOf<'chat'> };

const CHOICES = [
  { value: 'all', label: 'Every intent', hint: 'Including intents that are published later.' },
  { value: 'some', label: 'Only these', hint: 'All others are refused.' },
] as const;

const schema = z.object({ settings: SETTINGS.chat.pick({ allowedIntents: true }) });

/** The intents that pages may start. */
export function IntentsCard({ channel }: IntentsCardProps) {
  const { settings } = channel;
  const save = useChange(channel, 'Intents saved');
  const form = useServerForm({
    schema,
    defaultValues: { settings: { allowedIntents: settings.allowedIntents } },
    send: (values) => save.mutateAsync({ channelId: channel.id, ...values }),
  });
  return (
    <SettingsCard title="Intents" description="Intents that pages with this key may start." form={form}>
      <FormGroup control={form.control} name="settings.allowedIntents" label="Allowed intents">
        {({ value: allowed, onChange }) => (
          <>
            <RadioCards
              name="intents"
              className="sm:grid-cols-2"
              value={allowed ? 'some' : 'all'}
              onChange={(choice) => onChange(choice === 'all' ? null : (settings.allowedIntents ?? []))}
              options={CHOICES}
            />
            {allowed && <IntentChips chosen={allowed} onChange={onChange} />}
          </>
        )}
      </FormGroup>
    </SettingsCard>
  );
}

type IntentChipsProps = { chosen: readonly string[]; onChange: (chosen: string[]) => void };

function IntentChips({ chosen, onChange }: IntentChipsProps) {
  const trpc = useTRPC();
  const intents = useQuery(trpc.channel.listIntents.queryOptions());
  const error = toShownError(intents.error);
  const published = (intents.data ?? []).map(({ trigger }) => ({
    name: trigger.name,
    label: trigger.displayLabel,
  }));
  const gone = chosen.filter((name) => intents.data && !published.some((intent) => intent.name === name));
  const all = [...published, ...gone.map((name) => ({ name, label: 'not published' }))];
  const toggle = (name: string, on: boolean) =>
    onChange(on ? [...chosen, name] : chosen.filter((other) => other !== name));
  if (error) return <ErrorNote error={error} />;
  if (intents.data && all.length === 0)
    return (
      <p className="text-ink-2 text-sm">
        No published flow has an intent yet. Add an intent trigger to a flow and publish it.
      </p>
    );
  return (
    <div className="flex flex-wrap gap-2">
      {all.map(({ name, label }) => (
        <label
          key={name}
          className={cn(
            'flex cursor-pointer items-center gap-2 rounded-full border px-3 py-1 text-sm transition-colors hover:bg-subtle has-focus-visible:outline-2 has-focus-visible:outline-accent',
            chosen.includes(name) ? 'border-ink-3 bg-subtle' : 'border-dashed text-ink-2',
          )}
        >
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={(event) => toggle(name, event.target.checked)}
            className="size-3.5 accent-ink"
          />
          <span className="font-mono text-xs">{name}</span>
          <span className="text-ink-2 text-xs">{label}</span>
        </label>
      ))}
    </div>
  );
}
