'use client';
import { Popover as Radix } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from '../cn';

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

/** A small panel beside its trigger. */
export function PopoverContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={4}
        align="start"
        collisionPadding={8}
        className={cn(
          'data-[state=open]:fade-in-0 z-50 w-72 max-w-[calc(100vw-16px)] rounded-lg bg-raised p-3 shadow-pop duration-100 data-[state=open]:animate-in',
          className,
        )}
        {...props}
      />
    </Radix.Portal>
  );
}
