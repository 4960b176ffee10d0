import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

type EmptyStateProps = {
  icon: LucideIcon;
  /** The thing that will be listed here. */
  title: string;
  /** Its purpose, in a sentence. */
  children: ReactNode;
  /** The first step. */
  action?: ReactNode;
};

/** Shown before the first item of a list, with a way to create it. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-14 text-center">
      <span className="flex size-9 items-center justify-center rounded-lg border bg-canvas text-ink-2">
        <Icon aria-hidden className="size-4.5" />
      </span>
      <div className="max-w-md space-y-1">
        <p className="font-medium">{title}</p>
        <div className="text-ink-2 text-sm">{children}</div>
      </div>
      {action && <div className="mt-1 flex max-w-full flex-wrap justify-center gap-2">{action}</div>}
    </div>
  );
}
