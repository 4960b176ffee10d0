'use client';
import { Plus, X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { Button } from '@/app/_ui/button';

type ListEditorProps<T> = {
  items: readonly T[];
  onChange: (items: T[]) => void;
  blank: () => T;
  /** The singular name of an item, such as "question". */
  noun: string;
  max: number;
  /** The fields of one item; `change` sets some of them. */
  children: (item: T, change: (part: Partial<T>) => void) => ReactNode;
};

/** An editor for a list of items, in place. */
export function ListEditor<T extends object>({
  items,
  onChange,
  blank,
  noun,
  max,
  children,
}: ListEditorProps<T>) {
  // Each item keeps its key while others are removed, so that the focus stays where it is.
  const keys = useRef<number[]>([]);
  const made = useRef(0);
  while (keys.current.length < items.length) keys.current.push(made.current++);
  const remove = (index: number) => {
    keys.current.splice(index, 1);
    onChange(items.filter((_, at) => at !== index));
  };
  const change = (index: number, part: Partial<T>) =>
    onChange(items.map((item, at) => (at === index ? { ...item, ...part } : item)));
  return (
    <div className="space-y-3">
      {items.map((item, index) => (
        <div key={keys.current[index]} className="flex items-start gap-2 rounded-md border p-3">
          <div className="min-w-0 flex-1">{children(item, (part) => change(index, part))}</div>
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
      <Button size="sm" disabled={items.length >= max} onClick={() => onChange([...items, blank()])}>
        <Plus aria-hidden /> Add {noun}
      </Button>
    </div>
  );
}
