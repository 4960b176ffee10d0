'use client';
import { useState } from 'react';
import type { Channel } from '@/app/_features/channel/channel-kinds';
import { Field, FieldGroup } from '@/app/_ui/form/field';
import { Input } from '@/app/_ui/form/input';
import { useChange } from '../_components/use-change';
import { type Hours, makeHours, WEEKDAYS } from '../_model/business-hours';
import type { FlowrestSettings } from '../_model/read-settings';
import { DayRow } from './day-row';
import { ListEditor } from './list-editor';
import { SettingsCard } from './settings-card';
import { TimezoneInput } from './timezone-input';

type BusinessHoursCardProps = { channel: Channel; settings: FlowrestSettings };

const MOST = 20;
const MOST_HOLIDAYS = 100;

const here = () => makeHours(Intl.DateTimeFormat().resolvedOptions().timeZone);

/** The business hours, as the API returns them. */
export function BusinessHoursCard({ channel, settings }: BusinessHoursCardProps) {
  const [hours, setHours] = useState<Hours[]>(settings.businessHours);
  const { save, formError, settingError } = useChange(channel, 'Business hours saved', []);
  const error = settingError('businessHours');
  return (
    <SettingsCard
      title="Business hours"
      description="Returned to API callers that ask for business hours."
      pending={save.isPending}
      error={error ? { title: error } : formError}
      onSubmit={() => save.mutate({ channelId: channel.id, settings: { businessHours: hours } })}
    >
      <ListEditor items={hours} onChange={setHours} blank={here} noun="schedule" max={MOST}>
        {(schedule, change) => <Schedule hours={schedule} onChange={change} />}
      </ListEditor>
    </SettingsCard>
  );
}

function Schedule({ hours, onChange }: { hours: Hours; onChange: (part: Partial<Hours>) => void }) {
  return (
    <div className="space-y-4">
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Label" error={null}>
          {(control) => (
            <Input
              {...control}
              maxLength={200}
              placeholder="Support"
              value={hours.label}
              onChange={(event) => onChange({ label: event.target.value })}
            />
          )}
        </Field>
        <Field label="Time zone" error={null}>
          {(control) => (
            <TimezoneInput
              {...control}
              value={hours.timezone}
              onZone={(timezone) => onChange({ timezone })}
            />
          )}
        </Field>
      </div>
      <FieldGroup label="Open" error={null}>
        <div className="divide-y rounded-md border">
          {WEEKDAYS.map((weekday) => (
            <DayRow key={weekday} weekday={weekday} hours={hours} onChange={onChange} />
          ))}
        </div>
      </FieldGroup>
      <FieldGroup label="Holidays" hint="Closed all day." error={null}>
        <ListEditor
          items={hours.holidays}
          onChange={(holidays) => onChange({ holidays })}
          blank={() => ({ holiday: '', date: '' })}
          noun="holiday"
          max={MOST_HOLIDAYS}
        >
          {({ holiday, date }, change) => (
            <div className="grid gap-2 sm:grid-cols-[1fr_180px]">
              <Input
                aria-label="Holiday"
                maxLength={200}
                placeholder="New Year"
                value={holiday}
                onChange={(event) => change({ holiday: event.target.value })}
              />
              <Input
                aria-label="Date"
                type="date"
                value={date}
                onChange={(event) => change({ date: event.target.value })}
              />
            </div>
          )}
        </ListEditor>
      </FieldGroup>
    </div>
  );
}
