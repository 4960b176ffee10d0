import type { ComponentProps } from 'react';
import { cn } from '../cn';

// Below 768 px the rows are laid out as cards, and a changed `display` removes the roles, so they are set explicitly.
const TABLE = { role: 'table' };
const GROUP = { role: 'rowgroup' };
const ROW = { role: 'row' };
const HEADER = { role: 'columnheader' };
const CELL = { role: 'cell' };

export function Table({ className, ...props }: ComponentProps<'table'>) {
  return <table {...TABLE} className={cn('w-full text-left text-sm max-md:block', className)} {...props} />;
}

export function TableHead({ className, ...props }: ComponentProps<'thead'>) {
  return <thead {...GROUP} className={cn('border-b bg-canvas max-md:sr-only', className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<'tbody'>) {
  return <tbody {...GROUP} className={cn('divide-y max-md:block', className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return (
    <tr
      {...ROW}
      className={cn('relative max-md:block base:max-md:px-4 base:max-md:py-3', className)}
      {...props}
    />
  );
}

export function TableHeader({ className, ...props }: ComponentProps<'th'>) {
  return (
    <th
      {...HEADER}
      scope="col"
      className={cn(
        'h-9 whitespace-nowrap px-2.5 font-medium text-ink-2 text-xs first:pl-4 last:pr-4',
        className,
      )}
      {...props}
    />
  );
}

const CELL_AS_CARD =
  'base:max-md:flex max-md:h-auto max-md:min-h-7 max-md:items-center base:max-md:justify-between max-md:gap-4 max-md:px-0 max-md:before:shrink-0 max-md:before:text-ink-2 max-md:before:text-xs max-md:before:content-[attr(data-label)]';

/** One cell of a row; `data-label` names it where the row is a card. */
export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      {...CELL}
      className={cn('tabular h-11 px-2.5 md:first:pl-4 md:last:pr-4', CELL_AS_CARD, className)}
      {...props}
    />
  );
}
