'use client';
import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { type ComponentProps, type ReactNode, useRef } from 'react';
import { cn } from '../cn';
import { COMMAND, OVERLAY } from './overlay-looks';

/** 1 when the value or the keywords contain every typed word, 0 otherwise. */
function matchWords(value: string, typed: string, keywords: string[] = []): number {
  const known = [value, ...keywords].join(' ').toLowerCase();
  return typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word))
    ? 1
    : 0;
}

type CommandDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  label: string;
  value: string;
  onValueChange: (value: string) => void;
  placeholder: string;
  children: ReactNode;
};

/** A searchable list over the page, navigated with the arrow keys. */
export function CommandDialog({
  open,
  onOpenChange,
  label,
  value,
  onValueChange,
  placeholder,
  children,
}: CommandDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            focusAtEnd(input.current);
          }}
          className={COMMAND.panel}
        >
          <Radix.Title className="sr-only">{label}</Radix.Title>
          <Cmdk label={label} loop filter={matchWords}>
            <div className={COMMAND.bar}>
              <Search aria-hidden className={COMMAND.icon} />
              <Cmdk.Input
                ref={input}
                value={value}
                onValueChange={onValueChange}
                placeholder={placeholder}
                className={COMMAND.input}
              />
            </div>
            <Cmdk.List className="max-h-[60dvh] scroll-py-2 overflow-y-auto p-2">{children}</Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

// Text that was typed before the list appeared stays, with the cursor behind it.
function focusAtEnd(input: HTMLInputElement | null): void {
  input?.focus();
  input?.setSelectionRange(input.value.length, input.value.length);
}

export function CommandGroup({ className, ...props }: ComponentProps<typeof Cmdk.Group>) {
  return (
    <Cmdk.Group
      className={cn(
        '[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs',
        className,
      )}
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Cmdk.Item>) {
  return (
    <Cmdk.Item
      className={cn(
        'flex h-9 cursor-default select-none items-center gap-2.5 rounded-md px-2 text-base data-[selected=true]:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-3',
        className,
      )}
      {...props}
    />
  );
}

export function CommandEmpty(props: ComponentProps<typeof Cmdk.Empty>) {
  return <Cmdk.Empty className="py-8 text-center text-ink-2 text-sm" {...props} />;
}
