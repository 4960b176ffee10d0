'use client';
import type { Control } from 'react-hook-form';
import { z } from 'zod';
import type { ChannelOf } from '@/app/_features/channel/channel-kinds';
import { useServerForm } from '@/app/_trpc/use-server-form';
import { FieldGroup } from '@/app/_ui/form/field';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { SETTINGS } from '@/server/services/channel/settings-schema';
import { useChange } from '../_components/use-change';
import { makeHours, WEEKDAYS } from '../_model/business-hours';
import { DayRow } from './day-row';
import { ListEditor } from './list-editor';
import { SettingsCard } from './settings-card';
import { TimezoneInput } from './timezone-input';

type BusinessHoursCardProps = { channel: ChannelOf<'flowrest'> };

const MOST = 20;
const MOST_HOLIDAYS = 100;

const schema = z.object({
  settings: z.object({ businessHours: SETTINGS.flowrest.shape.businessHours.unwrap() }),
});

const here = () => makeHours(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The business hours, as the API returns them. */
export function BusinessHoursCard({ channel }: BusinessHoursCardProps) {
  const { settings } = channel;
  const save = useChange(channel, 'Business hours saved');
  const form = useServerForm({
    schema,
    defaultValues: { settings: { businessHours: settings.businessHours } },
    send: (values) => save.mutateAsync({ channelId: channel.id, ...values }),
  });
  return (
    <SettingsCard
      title="Business hours"
      description="Returned to API callers that ask for business hours."
      form={form}
    >
      <ListEditor
        control={form.control}
        name="settings.businessHours"
        blank={here}
        noun="schedule"
        max={MOST}
      >
        {(index) => <Schedule control={form.control} name={`settings.businessHours.${index}`} />}
      </ListEditor>
    </SettingsCard>
  );
}

type ScheduleProps = {
  control: Control<z.input<typeof schema>, unknown, z.output<typeof schema>>;
  name: `settings.businessHours.${number}`;
};

function Schedule({ control, name }: ScheduleProps) {
  return (
    <div className="space-y-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <FormField control={control} name={`${name}.label`} label="Label">
          {(field) => <Input {...field} maxLength={200} placeholder="Support" />}
        </FormField>
        <FormField control={control} name={`${name}.timezone`} label="Time zone">
          {(field) => <TimezoneInput {...field} />}
        </FormField>
      </div>
      <FormGroup control={control} name={`${name}.weekdays`} label="Open">
        {({ value = [], onChange }) => (
          <div className="divide-y rounded-md border">
            {WEEKDAYS.map((weekday) => (
              <DayRow key={weekday} weekday={weekday} weekdays={value} onChange={onChange} />
            ))}
          </div>
        )}
      </FormGroup>
      <FieldGroup label="Holidays" hint="Closed all day." error={null}>
        <ListEditor
          control={control}
          name={`${name}.holidays`}
          blank={() => ({ holiday: '', date: '' })}
          noun="holiday"
          max={MOST_HOLIDAYS}
        >
          {(index) => (
            <div className="grid gap-2 sm:grid-cols-[1fr_180px]">
              <FormField
                control={control}
                name={`${name}.holidays.${index}.holiday`}
                label="Holiday"
                hideLabel
              >
                {(field) => <Input {...field} maxLength={200} placeholder="New Year" />}
              </FormField>
              <FormField control={control} name={`${name}.holidays.${index}.date`} label="Date" hideLabel>
                {(field) => <Input {...field} type="date" />}
              </FormField>
            </div>
          )}
        </ListEditor>
      </FieldGroup>
    </div>
  );
}
