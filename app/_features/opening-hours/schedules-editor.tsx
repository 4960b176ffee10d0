'use client';
import type { Control } from 'react-hook-form';
import { z } from 'zod';
import { FieldGroup } from '@/app/_ui/form/field';
import { FormField, FormGroup } from '@/app/_ui/form/form-field';
import { Input } from '@/app/_ui/form/input';
import { ListEditor } from '@/app/_ui/form/list-editor';
import { TimeZoneInput } from '@/app/_ui/form/time-zone-input';
import { MAX_SCHEDULES, openingHoursSchema, WEEKDAYS } from '@/server/services/opening-hours/schema';
import { makeHours } from './business-hours';
import { DayRow } from './day-row';
import { HolidayDate } from './holiday-date';

const MAX_HOLIDAYS = 100;

/** The values of a form with opening hours. */
export const schedulesSchema = z.object({ schedules: openingHoursSchema });

type Values = z.input<typeof schedulesSchema>;
type SchedulesEditorProps<Out> = { control: Control<Values, unknown, Out> };

const makeHere = () => makeHours(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** Weekly schedules with holidays. */
export function SchedulesEditor<Out>({ control }: SchedulesEditorProps<Out>) {
  return (
    <ListEditor control={control} name="schedules" blank={makeHere} noun="schedule" max={MAX_SCHEDULES}>
      {(index) => <Schedule control={control} name={`schedules.${index}`} />}
    </ListEditor>
  );
}

type ScheduleProps<Out> = SchedulesEditorProps<Out> & { name: `schedules.${number}` };

function Schedule<Out>({ control, name }: ScheduleProps<Out>) {
  return (
    <div className="space-y-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <FormField control={control} name={`${name}.label`} label="Label">
          {(field) => <Input {...field} maxLength={200} placeholder="Support" />}
        </FormField>
        <FormField control={control} name={`${name}.timezone`} label="Time zone">
          {(field) => <TimeZoneInput {...field} />}
        </FormField>
      </div>
      <FormGroup
        control={control}
        name={`${name}.weekdays`}
        label="Open"
        hint="Hours that do not end after they start end on the next day. 0:00 to 0:00 is 24 hours."
      >
        {({ value = [], onChange }) => (
          <div className="divide-y rounded-md border">
            {WEEKDAYS.map((weekday) => (
              <DayRow key={weekday} weekday={weekday} weekdays={value} onChange={onChange} />
            ))}
          </div>
        )}
      </FormGroup>
      <FieldGroup label="Holidays" hint="The hours that begin on these days are closed." error={null}>
        <ListEditor
          control={control}
          name={`${name}.holidays`}
          blank={() => ({ holiday: '', date: '' })}
          noun="holiday"
          max={MAX_HOLIDAYS}
        >
          {(index) => <Holiday control={control} name={`${name}.holidays.${index}`} />}
        </ListEditor>
      </FieldGroup>
    </div>
  );
}

type HolidayProps<Out> = SchedulesEditorProps<Out> & { name: `schedules.${number}.holidays.${number}` };

function Holiday<Out>({ control, name }: HolidayProps<Out>) {
  return (
    <div className="grid gap-2 sm:grid-cols-[1fr_290px]">
      <FormField control={control} name={`${name}.holiday`} label="Holiday" hideLabel>
        {(field) => <Input {...field} maxLength={200} placeholder="New Year" />}
      </FormField>
      <FormField control={control} name={`${name}.date`} label="Date" hideLabel>
        {(field) => <HolidayDate {...field} />}
      </FormField>
    </div>
  );
}
