'use client';
import { Command as Cmdk } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../cn';
import { OVERLAY } from './dialog';

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
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={OVERLAY} />
        <Radix.Content
          aria-describedby={undefined}
          className="data-[state=open]:fade-in-0 fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-32px)] max-w-xl -translate-x-1/2 overflow-hidden rounded-lg bg-raised shadow-pop duration-100 data-[state=open]:animate-in"
        >
          <Radix.Title className="sr-only">{label}</Radix.Title>
          <Cmdk label={label} loop filter={matchWords}>
            <div className="flex items-center gap-2.5 border-b px-4">
              <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
              <Cmdk.Input
                value={value}
                onValueChange={onValueChange}
                placeholder={placeholder}
                className="h-12 w-full bg-transparent text-base outline-none"
              />
            </div>
            <Cmdk.List className="max-h-[60dvh] scroll-py-2 overflow-y-auto p-2">{children}</Cmdk.List>
          </Cmdk>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
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
