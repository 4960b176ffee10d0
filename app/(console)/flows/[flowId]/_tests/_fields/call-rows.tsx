'use client';
import { Input } from '@/app/_ui/form/input';
import type { Expectation } from '../_model/new-test';
import { Rows } from './rows';

type Calls = NonNullable<Expectation['calls']>;
type CallRowsProps = { calls: Calls; readOnly: boolean; onChange: (calls: Calls) => void };

const FIELDS = [
  { name: 'node', label: 'Node' },
  { name: 'method', label: 'Method' },
  { name: 'url', label: 'Address; a star * stands for any text' },
] as const;

/** Expected calls in order; fields that are empty are not compared. */
export function CallRows({ calls, readOnly, onChange }: CallRowsProps) {
  return (
    <Rows
      noun="call"
      count={calls.length}
      readOnly={readOnly}
      onAdd={() => onChange([...calls, {}])}
      onRemove={(index) => onChange(calls.toSpliced(index, 1))}
    >
      {(index) => (
        <div className="grid grid-cols-[1fr_80px_2fr] gap-1.5">
          {FIELDS.map(({ name, label }) => (
            <Input
              key={name}
              aria-label={`${label} of call ${String(index + 1)}`}
              placeholder={label.split(';')[0]}
              className="h-8 font-mono text-xs"
              disabled={readOnly}
              value={calls[index]?.[name] ?? ''}
              onChange={({ target }) => {
                const { [name]: _before, ...rest } = calls[index] ?? {};
                onChange(calls.with(index, target.value === '' ? rest : { ...rest, [name]: target.value }));
              }}
            />
          ))}
        </div>
      )}
    </Rows>
  );
}
