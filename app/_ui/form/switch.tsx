'use client';
import { Switch as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '../cn';

/** A switch that takes effect at once. */
export function Switch({ className, ...props }: ComponentProps<typeof Radix.Root>) {
  return (
    <Radix.Root
      className={cn(
        'inline-flex h-5 w-8 shrink-0 items-center rounded-full bg-line-strong p-0.5 transition-colors disabled:opacity-50 data-[state=checked]:bg-ink',
        className,
      )}
      {...props}
    >
      <Radix.Thumb className="block size-4 rounded-full bg-surface transition-transform duration-150 data-[state=checked]:translate-x-3" />
    </Radix.Root>
  );
}
