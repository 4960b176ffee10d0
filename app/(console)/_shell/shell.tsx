'use client';
import { type ReactNode, useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { useRemembered } from '@/app/_lib/use-remembered';
import { cn } from '@/app/_ui/cn';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { CommandPanel } from './command/command-panel';
import { useShortcuts } from './command/use-shortcuts';
import type { Panel } from './panel';
import { CrumbProvider } from './top-bar/crumb';
import { TopBar } from './top-bar/top-bar';

const SHORTCUT_HELP = lazyModule(() =>
  import('./command/shortcut-help').then((module) => module.ShortcutHelp),
);

type ShellProps = { demo: boolean; sidebar: ReactNode; notice: ReactNode; children: ReactNode };

/** The frame of every page: sidebar, top bar, and the panels that shortcuts open. */
export function Shell({ demo, sidebar, notice, children }: ShellProps) {
  const [panel, setPanel] = useState<Panel | null>(null);
  const [isSidebarShown, setSidebarShown] = useRemembered('sidebar', true);
  useShortcuts(setPanel);
  const control = (name: Panel) => ({
    open: panel === name,
    onOpenChange: (open: boolean) => setPanel(open ? name : null),
  });
  return (
    <CrumbProvider>
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh">
        <aside
          id="sidebar"
          className={cn('sticky top-0 hidden h-dvh w-58 shrink-0 border-r', isSidebarShown && 'md:block')}
        >
          {sidebar}
        </aside>
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar
            demo={demo}
            menu={control('menu')}
            sidebar={{ isShown: isSidebarShown, show: setSidebarShown }}
            onOpen={setPanel}
          />
          {notice}
          <main id="content" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
            {children}
          </main>
        </div>
      </div>
      <CommandPanel {...control('command')} onHelp={() => setPanel('help')} />
      <LazyDialog from={SHORTCUT_HELP} {...control('help')} />
    </CrumbProvider>
  );
}
