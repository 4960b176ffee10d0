'use client';
import { type ReactNode, useId } from 'react';
import { PERIODS, SILENCES, type TrafficPicks } from './use-traffic';

type TrafficPickersProps = { newest: number; picks: TrafficPicks; onPick: (picks: TrafficPicks) => void };

/** Which sessions are counted, and from when on a silent one has stopped. */
export function TrafficPickers({ newest, picks, onPick }: TrafficPickersProps) {
  const versions = Array.from({ length: newest }, (_, index) => String(newest - index));
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
      <Picker label="Version" value={picks.version} onPick={(version) => onPick({ ...picks, version })}>
        {versions.map((number) => (
          <option key={number} value={number}>{`Version ${number}`}</option>
        ))}
      </Picker>
      <Picker
        label="Sessions that began in the"
        value={picks.hours}
        onPick={(value) => {
          const period = PERIODS.find((one) => one.value === value);
          if (period) onPick({ ...picks, hours: period.value });
        }}
      >
        {PERIODS.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Picker>
      <Picker
        label="Stopped after no answer for"
        value={picks.minutes}
        onPick={(value) => {
          const silence = SILENCES.find((one) => one.value === value);
          if (silence) onPick({ ...picks, minutes: silence.value });
        }}
      >
        {SILENCES.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Picker>
    </div>
  );
}

type PickerProps = { label: string; value: string; onPick: (value: string) => void; children: ReactNode };

function Picker({ label, value, onPick, children }: PickerProps) {
  const id = useId();
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="block text-ink-2 text-xs">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => onPick(event.target.value)}
        className="field h-9 w-48 px-2 text-sm"
      >
        {children}
      </select>
    </div>
  );
}
