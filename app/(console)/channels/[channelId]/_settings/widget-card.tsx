'use client';
import { z } from 'zod';
import type { ChannelOf } from '@/app/_features/channel/channel-kinds';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { useChange } from '../_components/use-change';
import { SettingsCard } from './settings-card';

const SECONDS = 60;
const { widget, waitSeconds } = SETTINGS.chat.shape;

const schema = z.object({
  settings: z.object({
    widget: z.object({
      label: widget.unwrap().shape.label,
      accentColor: z
        .string()
        .transform((color) => color || undefined)
        .pipe(widget.unwrap().shape.accentColor),
    }),
    waitSeconds: z
      .string()
      .transform((minutes) => Math.round(Number(minutes) * SECONDS))
      .refine((seconds) => waitSeconds.safeParse(seconds).success, 'Enter minutes from 1 to 43,200.'),
  }),
});

type WidgetCardProps = { channel: ChannelOf<'chat'> };

/** The look of the chat on a page, and how long a question waits for its answer. */
export function WidgetCard({ channel }: WidgetCardProps) {
  const { settings } = channel;
  const save = useChange(channel, 'Widget saved');
  const { label, accentColor = '' } = settings.widget;
  const form = useServerForm({
    schema,
    defaultValues: {
      settings: { widget: { label, accentColor }, waitSeconds: String(settings.waitSeconds / SECONDS) },
    },
    send: (values) => save.mutateAsync({ channelId: channel.id, ...values }),
  });
  const { control } = form;
  return (
    <SettingsCard title="Widget" form={form}>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField control={control} name="settings.widget.label" label="Label">
          {(field) => <Input {...field} maxLength={100} />}
        </FormField>
        <FormField
          control={control}
          name="settings.widget.accentColor"
          label="Accent color"
          optional
          hint="A CSS color, such as #1a73e8."
        >
          {(field) => (
            <div className="flex items-center gap-2">
              <Input {...field} maxLength={30} spellCheck={false} className="font-mono" />
              <span
                aria-hidden
                className="size-9 shrink-0 rounded-md border"
                style={{ backgroundColor: field.value || 'transparent' }}
              />
            </div>
          )}
        </FormField>
      </div>
      <FormField
        control={control}
        name="settings.waitSeconds"
        label="Question timeout, in minutes"
        hint="From 1 minute to 30 days (43,200). Later answers are refused."
      >
        {(field) => <Input {...field} inputMode="numeric" className="tabular max-w-40" />}
      </FormField>
    </SettingsCard>
  );
}
