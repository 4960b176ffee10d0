'use client';
import { Plus, X } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { isFields } from '@/app/_features/flow/graph/read-fields';
import { findFreeName } from '@/app/_lib/find-free-name';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/form/input';
import type { Path } from '../../_edit/set-at';
import type { Control, Field } from '../_specs/field';
import { FieldFrame } from './field-frame';
import { useForm } from './form-context';

type RecordControl = Extract<Control, { type: 'record' }>;
type RecordInputProps = {
  field: Omit<Field, 'control'>;
  control: RecordControl;
  path: Path;
  value: unknown;
  renderValue: (name: string, value: unknown) => ReactNode;
};

/** Named values. A name is taken when its field is left, so that an incomplete one never replaces another. */
export function RecordInput({ field, control, path, value, renderValue }: RecordInputProps) {
  const { set, errorAt, readOnly } = useForm();
  const entries = Object.entries(isFields(value) ? value : {});
  const replace = (next: [string, unknown][]) => set(path, Object.fromEntries(next));
  const add = () => replace([...entries, [freeName(control.noun, entries), '']]);
  return (
    <FieldFrame label={field.label} hint={field.hint} error={errorAt(path)}>
      {() => (
        <div className="space-y-2">
          {entries.map(([name, item], index) => (
            <fieldset key={name} className="min-w-0 space-y-1.5 rounded-lg border bg-canvas p-2">
              <legend className="sr-only">{`${control.noun} ${name}`}</legend>
              <div className="flex gap-1">
                <NameInput
                  name={name}
                  label="Name"
                  readOnly={readOnly}
                  onName={(next) => {
                    if (entries.some(([other]) => other === next)) return false;
                    replace(entries.map((entry, at) => (at === index ? [next, item] : entry)));
                    return true;
                  }}
                />
                {!readOnly && (
                  <Button
                    size="icon-sm"
                    variant="ghost"
                    aria-label={`Remove ${control.noun} ${name}`}
                    onClick={() => replace(entries.filter((_, at) => at !== index))}
                  >
                    <X aria-hidden />
                  </Button>
                )}
              </div>
              {renderValue(name, item)}
            </fieldset>
          ))}
          {!readOnly && (
            <Button size="sm" onClick={add}>
              <Plus aria-hidden /> {`Add ${control.noun}`}
            </Button>
          )}
        </div>
      )}
    </FieldFrame>
  );
}

type NameInputProps = { name: string; label: string; readOnly: boolean; onName: (name: string) => boolean };

function NameInput({ name, label, readOnly, onName }: NameInputProps) {
  const [typed, setTyped] = useState(name);
  useEffect(() => setTyped(name), [name]);
  const take = () => {
    if (typed !== name && (typed === '' || !onName(typed))) setTyped(name);
  };
  return (
    <Input
      aria-label={label}
      readOnly={readOnly}
      value={typed}
      spellCheck={false}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
      className="h-7 font-mono text-sm"
    />
  );
}

function freeName(noun: string, entries: readonly [string, unknown][]): string {
  const taken = new Set(entries.map(([name]) => name));
  return findFreeName(noun, taken, (number) => `${noun}-${number}`);
}
