'use client';
import type { LucideIcon } from 'lucide-react';
import { cn } from '../cn';

type RadioOption<V extends string> = {
  value: V;
  label: string;
  /** The name of the value in the APIs, shown beside the label. */
  code?: string;
  /** Describes the choice in one sentence. */
  hint: string;
  icon?: LucideIcon;
};

type RadioCardsProps<V extends string> = {
  name: string;
  value: V;
  onChange: (value: V) => void;
  options: readonly RadioOption<V>[];
  className?: string;
};

/** A choice among a few options with a sentence each, inside a `FieldGroup`, which labels it. */
export function RadioCards<V extends string>({
  name,
  value,
  onChange,
  options,
  className,
}: RadioCardsProps<V>) {
  return (
    <div className={cn('grid gap-2', className)}>
      {options.map(({ value: own, label, code, hint, icon: Icon }) => (
        <label
          key={own}
          className="flex cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2.5 transition-colors hover:bg-subtle has-checked:border-ink-3 has-checked:bg-subtle has-disabled:cursor-default"
        >
          <input
            type="radio"
            name={name}
            value={own}
            checked={value === own}
            onChange={() => onChange(own)}
            className="mt-0.5 size-4 shrink-0 accent-ink"
          />
          <span className="min-w-0">
            <span className="flex items-center gap-1.5 font-medium text-sm">
              {Icon && <Icon aria-hidden className="size-4 text-ink-2" />}
              {label}
              {code && <code className="font-mono font-normal text-ink-2 text-xs">{code}</code>}
            </span>
            <span className="block text-ink-2 text-xs">{hint}</span>
          </span>
        </label>
      ))}
    </div>
  );
}
