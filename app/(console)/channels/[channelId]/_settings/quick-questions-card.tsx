'use client';
import { useQuery } from '@tanstack/react-query';
import { z } from 'zod';
import type { ChannelOf } from '@/app/_features/channel/channel-kinds';
import { useTRPC } from '@/app/_trpc/context';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { ListEditor } from '@/app/_ui/form/list-editor';
import { Select } from '@/app/_ui/form/select';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { useChange } from '../_components/use-change';
import { SettingsCard } from './settings-card';

type QuickQuestionsCardProps = { channel: ChannelOf<'chat'> };

const MOST = 6;
const ANY = 'any';
const PAGES = [
  { value: 'general', label: 'Any page' },
  { value: 'category', label: 'Category' },
  { value: 'product', label: 'Product' },
  { value: 'cart', label: 'Cart' },
] as const;

const schema = z.object({
  settings: z.object({ quickQuestions: SETTINGS.chat.shape.quickQuestions.unwrap() }),
});

/** The questions that a page may offer at the start. */
export function QuickQuestionsCard({ channel }: QuickQuestionsCardProps) {
  const { settings } = channel;
  const trpc = useTRPC();
  const intents = useQuery(trpc.channel.listIntents.queryOptions());
  const save = useChange(channel, 'Quick questions saved');
  const form = useServerForm({
    schema,
    defaultValues: { settings: { quickQuestions: settings.quickQuestions } },
    send: (values) => save.mutateAsync({ channelId: channel.id, ...values }),
  });
  const { control } = form;
  const names = new Set((intents.data ?? []).map(({ trigger }) => trigger.name));
  for (const { intentName } of settings.quickQuestions) if (intentName) names.add(intentName);
  const options = [
    { value: ANY, label: 'Any intent' },
    ...[...names].map((name) => ({ value: name, label: name })),
  ];
  return (
    <SettingsCard
      title="Quick questions"
      description={`Up to ${String(MOST)} questions that pages offer as a start.`}
      form={form}
    >
      <ListEditor
        control={control}
        name="settings.quickQuestions"
        blank={() => ({ question: '', pageType: 'general', intentName: null })}
        noun="question"
        max={MOST}
      >
        {(index) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <div className="sm:col-span-2">
              <FormField
                control={control}
                name={`settings.quickQuestions.${index}.question`}
                label="Question"
              >
                {(field) => <Input {...field} maxLength={200} />}
              </FormField>
            </div>
            <FormField control={control} name={`settings.quickQuestions.${index}.pageType`} label="Shown on">
              {({ value = 'general', onChange, ...field }) => (
                <Select {...field} value={value} onValueChange={onChange} options={PAGES} />
              )}
            </FormField>
            <FormField
              control={control}
              name={`settings.quickQuestions.${index}.intentName`}
              label="Starts the intent"
            >
              {({ value, onChange, ...field }) => (
                <Select
                  {...field}
                  value={value ?? ANY}
                  onValueChange={(next) => onChange(next === ANY ? null : next)}
                  options={options}
                />
              )}
            </FormField>
          </div>
        )}
      </ListEditor>
    </SettingsCard>
  );
}
