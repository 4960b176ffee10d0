'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import { cn } from '@/app/_ui/cn';
import { InboxCount } from './inbox-count';
import { OrganizationMenu } from './organization-menu';
import { isInside, maySee, ROOM_GROUPS, type Room } from './rooms';

/** The rooms of the console under the organization's name. `onGo` is called when one was chosen. */
export function Sidebar({ onGo }: { onGo?: () => void }) {
  const viewer = useViewer();
  const path = usePathname();
  const groups = ROOM_GROUPS.map(({ heading, rooms }) => ({
    heading,
    rooms: rooms.filter((room) => maySee(room, viewer)),
  }));
  return (
    <div className="flex h-full flex-col">
      <OrganizationMenu />
      <nav aria-label="Rooms" className="flex-1 space-y-5 overflow-y-auto px-2 py-2">
        {groups
          .filter(({ rooms }) => rooms.length > 0)
          .map(({ heading, rooms }) => (
            <div key={heading}>
              {heading && <p className="px-2 pb-1 text-ink-3 text-xs">{heading}</p>}
              <ul className="space-y-px">
                {rooms.map((room) => (
                  <li key={room.href}>
                    <RoomLink room={room} here={isInside(path, room.href)} onGo={onGo} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </nav>
    </div>
  );
}

function RoomLink({ room, here, onGo }: { room: Room; here: boolean; onGo: (() => void) | undefined }) {
  const Icon = room.icon;
  return (
    <Link
      href={room.href}
      aria-current={here ? 'page' : undefined}
      onClick={onGo}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-md px-2 text-sm transition-colors',
        here ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:bg-subtle hover:text-ink',
      )}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', here ? 'text-ink' : 'text-ink-3')} />
      {room.label}
      {room.href === paths.inbox() && <InboxCount />}
    </Link>
  );
}
