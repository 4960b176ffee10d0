'use client';
import { Input } from '@/app/_ui/form/input';
import type { Json } from '@/server/engine/json';
import { Rows } from './rows';
import { ValueInput } from './value-input';

type Values = { [name: string]: Json };
type RecordRowsProps = {
  noun: string;
  values: Values;
  readOnly: boolean;
  onChange: (values: Values) => void;
};

/** Values by name, each on a row. */
export function RecordRows({ noun, values, readOnly, onChange }: RecordRowsProps) {
  const entries = Object.entries(values);
  const change = (index: number, name: string, value: Json) =>
    onChange(Object.fromEntries(entries.map((entry, at) => (at === index ? [name, value] : entry))));
  return (
    <Rows
      noun={noun}
      count={entries.length}
      readOnly={readOnly}
      onAdd={() => onChange({ ...values, [findFreeName(values)]: '' })}
      onRemove={(index) => onChange(Object.fromEntries(entries.toSpliced(index, 1)))}
    >
      {(index) => {
        const [name = '', value = ''] = entries[index] ?? [];
        return (
          <div className="grid grid-cols-2 gap-1.5">
            <Input
              aria-label={`Name of ${noun} ${String(index + 1)}`}
              className="h-8 font-mono text-xs"
              disabled={readOnly}
              value={name}
              onChange={({ target }) => {
                const isTaken = target.value !== name && Object.hasOwn(values, target.value);
                if (!isTaken) change(index, target.value, value);
              }}
            />
            <ValueInput
              label={`Value of ${noun} ${String(index + 1)}`}
              disabled={readOnly}
              value={value}
              onChange={(next) => change(index, name, next)}
            />
          </div>
        );
      }}
    </Rows>
  );
}

function findFreeName(values: Values): string {
  for (let number = 1; ; number += 1) {
    const name = `name${String(number)}`;
    if (!Object.hasOwn(values, name)) return name;
  }
}
