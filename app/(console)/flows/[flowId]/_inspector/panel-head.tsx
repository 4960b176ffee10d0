import type { ReactNode } from 'react';

type PanelHeadProps = { icon: ReactNode; title: string; hint?: string | undefined; children?: ReactNode };

/** The title of a panel and its actions. */
export function PanelHead({ icon, title, hint, children }: PanelHeadProps) {
  return (
    <header className="sticky top-0 z-10 flex min-h-12 items-center gap-2.5 border-b bg-surface py-1.5 pr-2 pl-4">
      {icon}
      <div className="min-w-0 flex-1 leading-4">
        <h2 className="truncate font-medium text-sm">{title}</h2>
        {hint && <p className="truncate text-ink-2 text-xs">{hint}</p>}
      </div>
      <div className="flex">{children}</div>
    </header>
  );
}
