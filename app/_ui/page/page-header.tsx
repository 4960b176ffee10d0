import type { ReactNode } from 'react';
import { cn } from '../cn';

type PageHeaderProps = {
  title: ReactNode;
  /** A description in one line. */
  description?: ReactNode;
  /** The buttons, the main one last. */
  actions?: ReactNode;
};

/** The heading of every page. */
export function PageHeader({ title, description, actions }: PageHeaderProps) {
  return (
    <div className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1
          title={typeof title === 'string' ? title : undefined}
          className={cn(
            'font-semibold text-xl tracking-tight',
            typeof title === 'string' && 'line-clamp-2 [overflow-wrap:anywhere]',
          )}
        >
          {title}
        </h1>
        {description && <div className="mt-0.5 text-ink-2 text-base">{description}</div>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </div>
  );
}

const WIDTH = {
  narrow: 'mx-auto w-full max-w-3xl px-4 py-6 md:px-8',
  wide: 'mx-auto w-full max-w-6xl px-4 py-6 md:px-8',
  table: 'mx-auto w-full max-w-400 px-4 py-6 md:px-8',
  full: 'flex min-h-0 flex-1 flex-col',
};

type PageProps = {
  /** `narrow` for settings and forms, `wide` for most, `table` for many columns, `full` for editors without a margin. */
  width?: keyof typeof WIDTH;
  children: ReactNode;
};

/** The frame of a page's content. */
export function Page({ width = 'wide', children }: PageProps) {
  return <div className={WIDTH[width]}>{children}</div>;
}
