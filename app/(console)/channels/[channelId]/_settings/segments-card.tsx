'use client';
import type { Control } from 'react-hook-form';
import { useWatch } from 'react-hook-form';
import { z } from 'zod';
import type { ChannelOf } from '@/app/_features/channel/channel-kinds';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FieldGroup } from '@/app/_ui/form/field';
import { FormField } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { ListEditor } from '@/app/_ui/form/list-editor';
import { Select } from '@/app/_ui/form/select';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { useChange } from '../_components/use-change';
import { SettingsCard } from './settings-card';

type SegmentsCardProps = { channel: ChannelOf<'flowrest'> };

const OPERATORS = [
  { value: 'is', label: 'is' },
  { value: 'isNot', label: 'is not' },
  { value: 'contains', label: 'contains' },
  { value: 'exists', label: 'is known' },
] as const;

const schema = z.object({
  settings: z.object({ segments: SETTINGS.flowrest.shape.segments.unwrap() }),
});

const blankCondition = () => ({ field: '', operator: 'is', value: '' }) as const;
const blankSegment = () => ({ id: '', title: '', conditions: [blankCondition()] });

/** Audiences for broadcasts: conditions on the profiles of threads. */
export function SegmentsCard({ channel }: SegmentsCardProps) {
  const { settings } = channel;
  const save = useChange(channel, 'Segments saved');
  const form = useServerForm({
    schema,
    defaultValues: { settings: { segments: settings.segments } },
    send: (values) => save.mutateAsync({ channelId: channel.id, ...values }),
  });
  const { control } = form;
  return (
    <SettingsCard
      title="Segments"
      description="Audiences for broadcasts: threads whose profile meets every condition."
      form={form}
    >
      <ListEditor control={control} name="settings.segments" blank={blankSegment} noun="segment" max={100}>
        {(index) => (
          <div className="space-y-3">
            <div className="grid gap-3 sm:grid-cols-2">
              <FormField control={control} name={`settings.segments.${index}.title`} label="Title">
                {(field) => <Input {...field} maxLength={200} placeholder="Gold customers" />}
              </FormField>
              <FormField control={control} name={`settings.segments.${index}.id`} label="Id">
                {(field) => <Input {...field} maxLength={64} className="font-mono" placeholder="gold" />}
              </FormField>
            </div>
            <FieldGroup label="Conditions" error={null}>
              <ListEditor
                control={control}
                name={`settings.segments.${index}.conditions`}
                blank={blankCondition}
                noun="condition"
                max={20}
              >
                {(at) => (
                  <ConditionFields control={control} name={`settings.segments.${index}.conditions.${at}`} />
                )}
              </ListEditor>
            </FieldGroup>
          </div>
        )}
      </ListEditor>
    </SettingsCard>
  );
}

type ConditionFieldsProps = {
  control: Control<z.input<typeof schema>, unknown, z.output<typeof schema>>;
  name: `settings.segments.${number}.conditions.${number}`;
};

function ConditionFields({ control, name }: ConditionFieldsProps) {
  const operator = useWatch({ control, name: `${name}.operator` });
  return (
    <div className="grid gap-2 sm:grid-cols-[1fr_130px_1fr]">
      <FormField control={control} name={`${name}.field`} label="Profile field" hideLabel>
        {(field) => <Input {...field} className="font-mono" maxLength={100} placeholder="metadata.level" />}
      </FormField>
      <FormField control={control} name={`${name}.operator`} label="Operator" hideLabel>
        {({ onChange, ...field }) => <Select {...field} onValueChange={onChange} options={OPERATORS} />}
      </FormField>
      {operator !== 'exists' && (
        <FormField control={control} name={`${name}.value`} label="Value" hideLabel>
          {(field) => <Input {...field} maxLength={500} placeholder="gold" />}
        </FormField>
      )}
    </div>
  );
}
