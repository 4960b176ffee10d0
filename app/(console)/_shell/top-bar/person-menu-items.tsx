'use client';
import { LogOut, UserRound } from 'lucide-react';
import Link from 'next/link';
import { useTheme } from 'next-themes';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from '@/app/_ui/overlay/dropdown-menu-items';
import { leave } from '../gate/leave';
import { THEMES } from '../themes';

/** The items of the person's menu. */
export function PersonMenuItems() {
  const { user, role } = useViewer();
  const { theme, setTheme } = useTheme();
  return (
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
      <DropdownMenuRadioGroup value={theme ?? ''} onValueChange={setTheme}>
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
  );
}
