'use client';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { paths } from '@/app/_lib/paths';
import { useViewer } from '@/app/_lib/viewer';
import { cn } from '@/app/_ui/cn';
import { InboxCount } from './inbox-count';
import { OrganizationMenu } from './organization-menu';
import { isInside, maySee, PLACE_GROUPS, type Place } from './places';

/** The pages of the console under the organization's name. `onGo` is called after one was chosen. */
export function Sidebar({ onGo }: { onGo?: () => void }) {
  const viewer = useViewer();
  const path = usePathname();
  const groups = PLACE_GROUPS.map(({ heading, places }) => ({
    heading,
    places: places.filter((place) => maySee(place, viewer)),
  }));
  return (
    <div className="flex h-full flex-col">
      <OrganizationMenu />
      <nav aria-label="Console" className="flex-1 space-y-5 overflow-y-auto px-2 py-2">
        {groups
          .filter(({ places }) => places.length > 0)
          .map(({ heading, places }) => (
            <div key={heading}>
              {heading && <p className="px-2 pb-1 text-ink-3 text-xs">{heading}</p>}
              <ul className="space-y-px">
                {places.map((place) => (
                  <li key={place.href}>
                    <PlaceLink place={place} here={isInside(path, place.href)} onGo={onGo} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </nav>
    </div>
  );
}

function PlaceLink({ place, here, onGo }: { place: Place; here: boolean; onGo: (() => void) | undefined }) {
  const Icon = place.icon;
  return (
    <Link
      href={place.href}
      aria-current={here ? 'page' : undefined}
      onClick={onGo}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-md px-2 text-sm transition-colors',
        here ? 'bg-hover font-medium text-ink' : 'text-ink-2 hover:bg-subtle hover:text-ink',
      )}
    >
      <Icon aria-hidden className={cn('size-4 shrink-0', here ? 'text-ink' : 'text-ink-3')} />
      {place.label}
      {place.href === paths.inbox() && <InboxCount />}
    </Link>
  );
}
