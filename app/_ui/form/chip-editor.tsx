'use client';
import { X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { capitalize } from '@/app/_lib/capitalize';
import { Badge } from '../value/badge';
import { Input } from './input';

type ChipEditorProps = {
  /** The name of the list, such as "Labels". */
  label: string;
  /** The name of one value, such as "label". */
  noun: string;
  values: readonly string[];
  /** Suggested values; others are possible. */
  known: readonly string[];
  maxLength: number;
  readOnly: boolean;
  /** Whether the field takes the focus at first. */
  autoFocus?: boolean;
  onChange: (values: string[]) => void;
};

/** Short texts, each with a button that removes it, and a field that adds one. */
export function ChipEditor(props: ChipEditorProps) {
  const { label, noun, values, known, maxLength, readOnly, autoFocus = false, onChange } = props;
  return (
    <div className="space-y-2">
      {values.length > 0 ? (
        <ul aria-label={label} className="flex flex-wrap gap-1.5">
          {values.map((value) => (
            <li key={value} className="max-w-full">
              <Badge className="max-w-full">
                <bdi className="truncate">{value}</bdi>
                {!readOnly && (
                  <button
                    type="button"
                    aria-label={`Remove ${value}`}
                    onClick={() => onChange(values.filter((other) => other !== value))}
                    className="-mr-1 rounded-sm p-0.5 hover:text-ink"
                  >
                    <X aria-hidden className="size-3" />
                  </button>
                )}
              </Badge>
            </li>
          ))}
        </ul>
      ) : (
        readOnly && <p className="text-ink-2 text-sm">There are no {noun}s.</p>
      )}
      {!readOnly && (
        <AddChip
          {...{ noun, values, known, maxLength, autoFocus }}
          onAdd={(value) => onChange([...values, value])}
        />
      )}
    </div>
  );
}

type AddChipProps = Pick<ChipEditorProps, 'noun' | 'values' | 'known' | 'maxLength'> & {
  autoFocus: boolean;
  onAdd: (value: string) => void;
};

function AddChip({ noun, values, known, maxLength, autoFocus, onAdd }: AddChipProps) {
  const list = useId();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const value = text.trim();
    if (value !== '' && !values.includes(value)) onAdd(value);
    setText('');
  };
  return (
    <form aria-label={`New ${noun}`} onSubmit={submit}>
      <Input
        aria-label={capitalize(noun)}
        placeholder={`Add ${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`}
        list={list}
        autoFocus={autoFocus}
        maxLength={maxLength}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="h-8"
      />
      <datalist id={list}>
        {known
          .filter((value) => !values.includes(value))
          .map((value) => (
            <option key={value} value={value} />
          ))}
      </datalist>
    </form>
  );
}
