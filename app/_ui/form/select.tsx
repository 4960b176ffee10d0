'use client';
import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '../cn';

type SelectOption<V extends string> = { value: V; label: string; hint?: string };

type SelectProps<V extends string> = Omit<ComponentProps<typeof Radix.Trigger>, 'value' | 'onChange'> & {
  value: V;
  onValueChange: (value: V) => void;
  options: readonly SelectOption<V>[];
  placeholder?: string;
};

/** A choice among a few values; for more than a dozen use a command list in a popover. */
export function Select<V extends string>({
  value,
  onValueChange,
  options,
  placeholder,
  className,
  ...trigger
}: SelectProps<V>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onValueChange(next as V)}>
      <Radix.Trigger
        className={cn('field flex h-9 items-center justify-between gap-2', className)}
        {...trigger}
      >
        <Radix.Value placeholder={placeholder} />
        <Radix.Icon>
          <ChevronDown aria-hidden className="size-4 text-ink-3" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          className="fade-in-0 z-50 max-h-80 min-w-(--radix-select-trigger-width) animate-in overflow-auto rounded-lg bg-raised p-1 shadow-pop duration-100"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <SelectItem key={option.value} {...option} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function SelectItem({ value, label, hint }: SelectOption<string>) {
  return (
    <Radix.Item
      value={value}
      className="flex h-8 cursor-default select-none items-center gap-2 rounded-md pr-2 pl-8 text-sm outline-none data-highlighted:bg-hover relative"
    >
      <Radix.ItemIndicator className="absolute left-2">
        <Check aria-hidden className="size-4" />
      </Radix.ItemIndicator>
      <Radix.ItemText>{label}</Radix.ItemText>
      {hint && <span className="ml-auto pl-4 text-ink-3 text-xs">{hint}</span>}
    </Radix.Item>
  );
}
