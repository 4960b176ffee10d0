'use client';
import { CircleHelp, Menu, PanelLeft, Search } from 'lucide-react';
import { useRef } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { Button } from '@/app/_ui/button';
import { LazyDialog, preparing } from '@/app/_ui/overlay/lazy-dialog';
import { Tooltip } from '@/app/_ui/overlay/tooltip';
import { Badge } from '@/app/_ui/value/badge';
import { Kbd } from '@/app/_ui/value/kbd';
import { COMMAND_MENU } from '../command/command-panel';
import { useModKey } from '../command/use-mod-key';
import type { Panel } from '../panel';
import { Breadcrumbs } from './breadcrumbs';
import { PersonMenu } from './person-menu';

const MENU_SHEET = lazyModule(() => import('../sidebar/menu-sheet').then((module) => module.MenuSheet));

type TopBarProps = {
  demo: boolean;
  menu: { open: boolean; onOpenChange: (open: boolean) => void };
  /** The sidebar of wide windows. */
  sidebar: { isShown: boolean; show: (shown: boolean) => void };
  onOpen: (panel: Panel) => void;
};

/** The bar above every page: breadcrumb, search and the person's menu. */
export function TopBar({ demo, menu, sidebar, onOpen }: TopBarProps) {
  const modKey = useModKey();
  const menuButton = useRef<HTMLButtonElement>(null);
  return (
    <header className="sticky top-0 z-30 flex h-12 shrink-0 items-center gap-2 border-b bg-canvas px-3 md:px-4">
      <Button
        ref={menuButton}
        variant="ghost"
        size="icon"
        aria-label="Open the menu"
        aria-haspopup="dialog"
        aria-expanded={menu.open}
        className="md:hidden"
        onClick={() => menu.onOpenChange(true)}
        {...preparing(MENU_SHEET)}
      >
        <Menu aria-hidden />
      </Button>
      <LazyDialog from={MENU_SHEET} {...menu} trigger={menuButton} />
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={sidebar.isShown ? 'Hide the sidebar' : 'Show the sidebar'}
        title={sidebar.isShown ? 'Hide the sidebar' : 'Show the sidebar'}
        aria-controls="sidebar"
        aria-expanded={sidebar.isShown}
        className="max-md:hidden"
        onClick={() => sidebar.show(!sidebar.isShown)}
      >
        <PanelLeft aria-hidden />
      </Button>
      <Breadcrumbs />
      <div className="flex-1" />
      {demo && (
        <Tooltip content="This server was started with demo data.">
          <Badge tone="accent" tabIndex={0}>
            Demo
          </Badge>
        </Tooltip>
      )}
      <Button
        size="sm"
        className="w-48 justify-start text-ink-2 max-md:hidden [&>span]:w-full"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => onOpen('command')}
        {...preparing(COMMAND_MENU)}
      >
        <Search aria-hidden className="text-ink-3" />
        <span className="flex-1 text-left font-normal">Search</span>
        <Kbd>{modKey === '⌘' ? '⌘K' : `${modKey} K`}</Kbd>
      </Button>
      <Button
        variant="ghost"
        size="icon"
        className="md:hidden"
        aria-label="Search"
        onClick={() => onOpen('command')}
        {...preparing(COMMAND_MENU)}
      >
        <Search aria-hidden />
      </Button>
      <Tooltip
        content={
          <>
            Keyboard shortcuts <kbd className="font-sans opacity-70">?</kbd>
          </>
        }
      >
        <Button
          variant="ghost"
          size="icon"
          aria-label="Keyboard shortcuts"
          className="max-md:hidden"
          onClick={() => onOpen('help')}
        >
          <CircleHelp aria-hidden />
        </Button>
      </Tooltip>
      <PersonMenu />
    </header>
  );
}
