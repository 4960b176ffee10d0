'use client';
import type { ComponentProps } from 'react';
import { cn } from '../cn';

type CheckboxProps = Omit<ComponentProps<'input'>, 'type' | 'onChange'> & {
  onCheckedChange?: (checked: boolean) => void;
};

/** A yes or no that is sent with its form; for one that takes effect at once use `Switch`. */
export function Checkbox({ className, onCheckedChange, ...props }: CheckboxProps) {
  return (
    <span className={cn('relative inline-flex size-4 shrink-0', className)}>
      <input
        type="checkbox"
        onChange={(event) => onCheckedChange?.(event.target.checked)}
        className="peer size-4 appearance-none rounded-sm border border-line-strong bg-surface transition-colors hover:border-ink-3 checked:border-ink checked:bg-ink disabled:opacity-50"
        {...props}
      />
      <svg
        aria-hidden
        viewBox="0 0 24 24"
        className="pointer-events-none absolute inset-0 m-auto hidden size-3 text-surface peer-checked:block"
      >
        <path
          d="M20 6 9 17l-5-5"
          fill="none"
          stroke="currentColor"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </span>
  );
}
