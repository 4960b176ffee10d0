'use client';
import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  type Control,
  type FieldArray,
  type FieldArrayPath,
  type FieldValues,
  useFieldArray,
} from 'react-hook-form';
import { Button } from '@/app/_ui/button';

type ListEditorProps<V extends FieldValues, N extends FieldArrayPath<V>, Out> = {
  control: Control<V, unknown, Out>;
  /** The list within the values of the form. */
  name: N;
  blank: () => FieldArray<V, N>;
  /** The name of one item, such as "question". */
  noun: string;
  max: number;
  /** Renders the fields of an item. */
  children: (index: number) => ReactNode;
};

/** A list of items, added, changed and removed in place. */
export function ListEditor<V extends FieldValues, N extends FieldArrayPath<V>, Out>({
  control,
  name,
  blank,
  noun,
  max,
  children,
}: ListEditorProps<V, N, Out>) {
  // Items have ids of their own, so the key has another name.
  const { fields, append, remove } = useFieldArray({ control, name, keyName: 'key' });
  return (
    <div className="space-y-3">
      {fields.map(({ key }, index) => (
        <div key={key} className="flex items-start gap-2 rounded-md border p-3">
          <div className="min-w-0 flex-1">{children(index)}</div>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Remove ${noun} ${String(index + 1)}`}
            onClick={() => remove(index)}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        size="sm"
        disabled={fields.length >= max}
        onClick={() => append(blank(), { shouldFocus: false })}
      >
        <Plus aria-hidden /> Add {noun}
      </Button>
    </div>
  );
}
