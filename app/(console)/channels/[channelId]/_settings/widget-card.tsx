'use client';
import { useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { useChange } from '../_components/use-change';
import type { ChatSettings } from '../_model/read-settings';
import { SettingsCard } from './settings-card';

const FIELDS = ['waitSeconds', 'widget'];
const SECONDS = 60;

type WidgetCardProps = { channel: Channel; settings: ChatSettings };

/** The look of the chat on pages, and the timeout of a question. */
export function WidgetCard({ channel, settings }: WidgetCardProps) {
  const [label, setLabel] = useState(settings.widget.label);
  const [accentColor, setAccentColor] = useState(settings.widget.accentColor ?? '');
  const [minutes, setMinutes] = useState(String(settings.waitSeconds / SECONDS));
  const { save, formError, settingError } = useChange(channel, 'Widget saved', FIELDS);
  const submit = () =>
    save.mutate({
      channelId: channel.id,
      settings: {
        widget: { label, ...(accentColor && { accentColor }) },
        waitSeconds: Math.round(Number(minutes) * SECONDS),
      },
    });
  return (
    <SettingsCard title="Widget" pending={save.isPending} error={formError} onSubmit={submit}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Label" error={settingError('widget')}>
          {(control) => (
            <Input
              {...control}
              maxLength={100}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
        <Field label="Accent color" optional hint="A CSS color, such as #1a73e8." error={null}>
          {(control) => (
            <div className="flex items-center gap-2">
              <Input
                {...control}
                maxLength={30}
                spellCheck={false}
                className="font-mono"
                value={accentColor}
                onChange={(event) => setAccentColor(event.target.value)}
              />
              <span
                aria-hidden
                className="size-9 shrink-0 rounded-md border"
                style={{ backgroundColor: accentColor || 'transparent' }}
              />
            </div>
          )}
        </Field>
      </div>
      <Field
        label="Question timeout, in minutes"
        hint="From 1 minute to 30 days (43,200). Later answers are refused."
        error={settingError('waitSeconds')}
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            className="tabular max-w-40"
            value={minutes}
            onChange={(event) => setMinutes(event.target.value)}
          />
        )}
      </Field>
    </SettingsCard>
  );
}
