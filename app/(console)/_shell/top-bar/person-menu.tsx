'use client';
import { LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTheme } from 'next-themes';
import { paths } from '@/app/_lib/paths';
import { firstLetter } from '@/app/_lib/shorten';
import { useMounted } from '@/app/_lib/use-in-browser';
import { useViewer } from '@/app/_lib/viewer';
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from '@/app/_ui/overlay/dropdown-menu';
import { leave } from '../gate/leave';
import { THEMES } from '../themes';

/** The person's menu: role, theme, account and sign-out. */
export function PersonMenu() {
  const { user, role } = useViewer();
  const { theme, setTheme } = useTheme();
  // Only the browser knows the chosen theme.
  const mounted = useMounted();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger
        aria-label={`Account of ${user.name}`}
        className="ml-1 flex size-7 items-center justify-center rounded-full border border-line-strong bg-surface font-medium text-ink-2 text-xs transition-colors hover:bg-hover"
      >
        {initials(user.name)}
      </DropdownMenuTrigger>
      <DropdownMenuContent className="w-60">
        <div className="px-2 py-1.5">
          <p className="truncate font-medium text-sm">{user.name}</p>
          <p className="truncate text-ink-2 text-xs">
            {user.email} · {role}
          </p>
        </div>
        <DropdownMenuSeparator />
        <DropdownMenuItem asChild>
          <Link href={paths.account()}>
            <UserRound aria-hidden /> Account
          </Link>
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>Theme</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={mounted ? (theme ?? '') : ''} onValueChange={setTheme}>
          {THEMES.map(({ value, label, icon: Icon }) => (
            <DropdownMenuRadioItem key={value} value={value}>
              <Icon aria-hidden /> {label}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuItem onSelect={leave}>
          <LogOut aria-hidden /> Sign out
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : ''];
  return `${firstLetter(first)}${firstLetter(last)}`.toUpperCase();
}
