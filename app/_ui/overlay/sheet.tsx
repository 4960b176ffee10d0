'use client';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from '../button';
import { cn } from '../cn';
import { OVERLAY } from './overlay-looks';

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;

const SIDE = {
  left: 'left-0 border-r data-[state=open]:slide-in-from-left data-[state=closed]:slide-out-to-left',
  right: 'right-0 border-l data-[state=open]:slide-in-from-right data-[state=closed]:slide-out-to-right',
};

type SheetContentProps = { title: string; side?: keyof typeof SIDE; className?: string; children: ReactNode };

/** A panel that slides in from the side of the page. */
export function SheetContent({ title, side = 'right', className, children }: SheetContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={OVERLAY} />
      <Radix.Content
        aria-describedby={undefined}
        className={cn(
          'fixed inset-y-0 z-50 flex w-[calc(100vw-48px)] base:max-w-sm flex-col bg-raised duration-150 data-[state=closed]:animate-out data-[state=open]:animate-in',
          SIDE[side],
          className,
        )}
      >
        <div className="flex h-12 shrink-0 items-center justify-between border-b pr-2 pl-4">
          <Radix.Title className="font-semibold text-base">{title}</Radix.Title>
          <Radix.Close asChild>
            <Button variant="ghost" size="icon" aria-label="Close">
              <X aria-hidden />
            </Button>
          </Radix.Close>
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
      </Radix.Content>
    </Radix.Portal>
  );
}
