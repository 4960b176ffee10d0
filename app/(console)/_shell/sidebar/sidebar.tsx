import { paths } from '@/app/_lib/paths';
import type { Viewer } from '@/app/_lib/viewer';
import { InboxCount } from './inbox-count';
import { OrganizationMenu } from './organization-menu';
import { PLACE_ICONS } from './place-icons';
import { PlaceLink } from './place-link';
import { maySee, PLACE_GROUPS, type Place } from './places';

type SidebarProps = {
  viewer: Viewer;
  /** Called after a page was chosen. */
  onGo?: () => void;
};

/** The pages of the console under the organization's name. */
export function Sidebar({ viewer, onGo }: SidebarProps) {
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
                    <PlaceLink href={place.href} onGo={onGo}>
                      <PlaceFace place={place} />
                    </PlaceLink>
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </nav>
    </div>
  );
}

function PlaceFace({ place: { key, label, href } }: { place: Place }) {
  const Icon = PLACE_ICONS[key];
  return (
    <>
      <Icon aria-hidden className="size-4 shrink-0 text-ink-3 group-aria-[current=page]/place:text-ink" />
      {label}
      {href === paths.inbox() && <InboxCount />}
    </>
  );
}
