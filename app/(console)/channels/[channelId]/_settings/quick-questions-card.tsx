'use client';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { useTRPC } from '@/app/_trpc/context';
import { Field } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { useChange } from '../_components/use-change';
import type { ChatSettings } from '../_model/read-settings';
import { ListEditor } from './list-editor';
import { SettingsCard } from './settings-card';

type Question = ChatSettings['quickQuestions'][number];
type QuickQuestionsCardProps = { channel: Channel; settings: ChatSettings };

const MOST = 6;
const ANY = 'any';
const PAGES = [
  { value: 'general', label: 'Any page' },
  { value: 'category', label: 'Category' },
  { value: 'product', label: 'Product' },
  { value: 'cart', label: 'Cart' },
] as const;

const blank = (): Question => ({ question: '', pageType: 'general', intentName: null });

/** The questions that a page may offer at the start. */
export function QuickQuestionsCard({ channel, settings }: QuickQuestionsCardProps) {
  const trpc = useTRPC();
  const intents = useQuery(trpc.channel.listIntents.queryOptions());
  const [questions, setQuestions] = useState<Question[]>(settings.quickQuestions);
  const { save, formError, settingError } = useChange(channel, 'Quick questions saved', []);
  const error = settingError('quickQuestions');
  const names = new Set((intents.data ?? []).map(({ trigger }) => trigger.name));
  for (const { intentName } of questions) if (intentName) names.add(intentName);
  const options = [
    { value: ANY, label: 'Any intent' },
    ...[...names].map((name) => ({ value: name, label: name })),
  ];
  return (
    <SettingsCard
      title="Quick questions"
      description={`Up to ${String(MOST)} questions that pages offer as a start.`}
      pending={save.isPending}
      error={error ? { title: error } : formError}
      onSubmit={() => save.mutate({ channelId: channel.id, settings: { quickQuestions: questions } })}
    >
      <ListEditor items={questions} onChange={setQuestions} blank={blank} noun="question" max={MOST}>
        {({ question, pageType, intentName }, change) => (
          <div className="grid gap-3 sm:grid-cols-2">
            <div className="sm:col-span-2">
              <Field label="Question" error={null}>
                {(control) => (
                  <Input
                    {...control}
                    maxLength={200}
                    value={question}
                    onChange={(event) => change({ question: event.target.value })}
                  />
                )}
              </Field>
            </div>
            <Field label="Shown on" error={null}>
              {(control) => (
                <Select
                  {...control}
                  value={pageType}
                  onValueChange={(next) => change({ pageType: next })}
                  options={PAGES}
                />
              )}
            </Field>
            <Field label="Starts the intent" error={null}>
              {(control) => (
                <Select
                  {...control}
                  value={intentName ?? ANY}
                  onValueChange={(next) => change({ intentName: next === ANY ? null : next })}
                  options={options}
                />
              )}
            </Field>
          </div>
        )}
      </ListEditor>
    </SettingsCard>
  );
}
