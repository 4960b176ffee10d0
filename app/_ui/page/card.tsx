import type { ComponentProps, ReactNode } from 'react';
import { cn } from '../cn';

/** A bordered section of a page. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={cn('overflow-hidden rounded-lg border bg-surface', className)} {...props} />;
}

/** The card's title, a description in one line, and its actions. */
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

/** The title of a card within a dialog or another card, in one row. */
export function CardStrip({
  level: Heading = 'h3',
  className,
  ...props
}: ComponentProps<'h3'> & { level?: 'h3' | 'h4' }) {
  return <Heading className={cn('border-b bg-canvas px-4 py-2 font-medium text-sm', className)} {...props} />;
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={cn('base:p-4', className)} {...props} />;
}

/** The last row of a card: a note at the left, buttons at the right. */
export function CardFooter({ className, ...props }: ComponentProps<'footer'>) {
  return (
    <footer
      className={cn('flex items-center base:justify-end gap-3 border-t bg-canvas px-4 py-3', className)}
      {...props}
    />
  );
}
