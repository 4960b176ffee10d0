'use client';
import { lazyModule } from '@/app/_lib/lazy-module';
import { firstLetter } from '@/app/_lib/shorten';
import { useViewer } from '@/app/_lib/viewer';
import { DropdownMenu, DropdownMenuTrigger, LazyMenuContent } from '@/app/_ui/overlay/dropdown-menu';

const ITEMS = lazyModule(() => import('./person-menu-items').then((module) => module.PersonMenuItems));

/** The person's menu: role, theme, account and sign-out. */
export function PersonMenu() {
  const { user } = useViewer();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Account of ${user.name}`}
        className="ml-1 flex size-7 items-center justify-center rounded-full border border-line-strong bg-surface font-medium text-ink-2 text-xs transition-colors hover:bg-hover"
      >
        {initials(user.name)}
      </DropdownMenuTrigger>
      <LazyMenuContent from={ITEMS} />
    </DropdownMenu>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return `${firstLetter(first)}${firstLetter(last)}`.toUpperCase();
}
