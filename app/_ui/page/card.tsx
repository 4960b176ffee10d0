import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../cn';

/** A piece of a page with a hairline around it. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={cn('overflow-hidden rounded-lg border bg-surface', className)} {...props} />;
}

/** The card's name, one line of what it is, and what can be done with the whole of it. */
export function CardHeader({
  title,
  description,
  action,
}: {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <header className="flex min-h-12 items-center gap-3 border-b px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold text-base">{title}</h2>
        {description && <p className="text-ink-2 text-sm">{description}</p>}
      </div>
      {action}
    </header>
  );
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('p-4', className)} {...props} />;
}

/** The row at the foot: a remark at the left, presses at the right. */
export function CardFooter({ className, ...props }: ComponentProps<'footer'>) {
  return (
    <footer
      className={cn('flex items-center justify-end gap-3 border-t bg-canvas px-4 py-3', className)}
      {...props}
    />
  );
}
