'use client';
import { useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { Select } from '@/app/_ui/form/select';
import { useChange } from '../_components/use-change';
import type { FlowrestSettings } from '../_model/read-settings';
import { ListEditor } from './list-editor';
import { SettingsCard } from './settings-card';

type Segment = FlowrestSettings['segments'][number];
type Condition = Segment['conditions'][number];
type SegmentsCardProps = { channel: Channel; settings: FlowrestSettings };

const OPERATORS = [
  { value: 'is', label: 'is' },
  { value: 'isNot', label: 'is not' },
  { value: 'contains', label: 'contains' },
  { value: 'exists', label: 'is known' },
] as const;

const blankSegment = (): Segment => ({ id: '', title: '', conditions: [blankCondition()] });
const blankCondition = (): Condition => ({ field: '', operator: 'is', value: '' });

/** Audiences for broadcasts: conditions on the profiles of threads. */
export function SegmentsCard({ channel, settings }: SegmentsCardProps) {
  const [segments, setSegments] = useState<Segment[]>(settings.segments);
  const { save, formError, settingError } = useChange(channel, 'Segments saved', []);
  const error = settingError('segments');
  return (
    <SettingsCard
      title="Segments"
      description="Audiences for broadcasts: threads whose profile meets every condition."
      pending={save.isPending}
      error={error ? { title: error } : formError}
      onSubmit={() => save.mutate({ channelId: channel.id, settings: { segments } })}
    >
      <ListEditor items={segments} onChange={setSegments} blank={blankSegment} noun="segment" max={100}>
        {({ id, title, conditions }, change) => (
          <div className="space-y-3">
            <div className="grid gap-3 sm:grid-cols-2">
              <Field label="Title" error={null}>
                {(control) => (
                  <Input
                    {...control}
                    maxLength={200}
                    placeholder="Gold customers"
                    value={title}
                    onChange={(event) => change({ title: event.target.value })}
                  />
                )}
              </Field>
              <Field label="Id" error={null}>
                {(control) => (
                  <Input
                    {...control}
                    maxLength={64}
                    className="font-mono"
                    placeholder="gold"
                    value={id}
                    onChange={(event) => change({ id: event.target.value })}
                  />
                )}
              </Field>
            </div>
            <FieldGroup label="Conditions" error={null}>
              <ListEditor
                items={conditions}
                onChange={(next) => change({ conditions: next })}
                blank={blankCondition}
                noun="condition"
                max={20}
              >
                {(condition, changeOne) => <ConditionFields condition={condition} onChange={changeOne} />}
              </ListEditor>
            </FieldGroup>
          </div>
        )}
      </ListEditor>
    </SettingsCard>
  );
}

type ConditionFieldsProps = { condition: Condition; onChange: (part: Partial<Condition>) => void };

function ConditionFields({ condition: { field, operator, value }, onChange }: ConditionFieldsProps) {
  return (
    <div className="grid gap-2 sm:grid-cols-[1fr_130px_1fr]">
      <Input
        aria-label="Profile field"
        className="font-mono"
        maxLength={100}
        placeholder="metadata.level"
        value={field}
        onChange={(event) => onChange({ field: event.target.value })}
      />
      <Select
        aria-label="Operator"
        value={operator}
        onValueChange={(next) => onChange({ operator: next })}
        options={OPERATORS}
      />
      {operator !== 'exists' && (
        <Input
          aria-label="Value"
          maxLength={500}
          placeholder="gold"
          value={value}
          onChange={(event) => onChange({ value: event.target.value })}
        />
      )}
    </div>
  );
}
