'use client';
import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ComponentProps, ReactNode } from 'react';
import { Button } from '../button';
import { cn } from '../cn';
import { OVERLAY } from './overlay-looks';

export const Dialog = Radix.Root;
export const DialogClose = Radix.Close;

type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, 'title'> & {
  title: ReactNode;
  /** One sentence about the purpose. */
  description?: ReactNode;
};

/** A dialog over the page, named by its title. */
export function DialogContent({ title, description, className, children, ...props }: DialogContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={OVERLAY} />
      <Radix.Content
        {...(description ? {} : { 'aria-describedby': undefined })}
        className={cn(
          'data-[state=open]:fade-in-0 data-[state=open]:zoom-in-98 fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-32px)] w-[calc(100vw-32px)] base:max-w-lg -translate-x-1/2 -translate-y-1/2 flex-col overflow-hidden rounded-lg bg-raised shadow-pop duration-150 data-[state=open]:animate-in',
          className,
        )}
        {...props}
      >
        <div className="border-b py-4 pr-14 pl-5">
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          {description && (
            <Radix.Description className="mt-0.5 text-ink-2 text-sm">{description}</Radix.Description>
          )}
        </div>
        {children}
        {/* Last, so that the focus begins at the dialog's content. */}
        <Radix.Close asChild>
          <Button variant="ghost" size="icon-sm" aria-label="Close" className="absolute top-4 right-3">
            <X aria-hidden />
          </Button>
        </Radix.Close>
      </Radix.Content>
    </Radix.Portal>
  );
}

/** The content of a dialog; scrolls when it is long. */
export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={cn('min-h-0 flex-1 space-y-4 overflow-y-auto base:px-5 base:py-4', className)}
      {...props}
    />
  );
}

/** The buttons of a dialog, the main one last. */
export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('flex justify-end gap-2 border-t bg-canvas px-5 py-3', className)} {...props} />;
}
