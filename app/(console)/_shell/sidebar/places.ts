import {
  BookOpen,
  Building2,
  Cable,
  Coins,
  House,
  Inbox,
  KeyRound,
  type LucideIcon,
  MessagesSquare,
  ScrollText,
  Send,
  UserRound,
  Users,
  Workflow,
} from 'lucide-react';
import { paths } from '@/app/_lib/paths';
import type { Viewer } from '@/app/_lib/viewer';

export type Place = {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Pressed after `g`. */
  key: string;
  /** What one must be allowed to do to see it. */
  scope?: Viewer['scopes'][number];
};

// Agents read flows and channels, to know what a conversation is about, but have no work in their places: what they lack
// of those who do is the deliveries.
const RUNS = 'deliveries:read';

/** The console's places, in groups; those of the first group stand without a heading. */
export const PLACE_GROUPS: readonly { heading: string | null; places: readonly Place[] }[] = [
  {
    heading: null,
    places: [
      { label: 'Home', href: paths.home(), icon: House, key: 'h', scope: RUNS },
      { label: 'Inbox', href: paths.inbox(), icon: Inbox, key: 'i', scope: 'sessions:read' },
      { label: 'Sessions', href: paths.sessions(), icon: MessagesSquare, key: 's', scope: 'sessions:read' },
      { label: 'Flows', href: paths.flows(), icon: Workflow, key: 'f', scope: RUNS },
      { label: 'Channels', href: paths.channels(), icon: Cable, key: 'c', scope: RUNS },
      { label: 'Deliveries', href: paths.deliveries(), icon: Send, key: 'd', scope: 'deliveries:read' },
    ],
  },
  {
    heading: 'Developers',
    places: [
      { label: 'API keys', href: paths.apiKeys(), icon: KeyRound, key: 'k', scope: 'keys:read' },
      { label: 'API reference', href: paths.reference(), icon: BookOpen, key: 'r', scope: RUNS },
    ],
  },
  {
    heading: 'Settings',
    places: [
      { label: 'Account', href: paths.account(), icon: UserRound, key: 'a' },
      { label: 'General', href: paths.general(), icon: Building2, key: 'o', scope: 'settings:read' },
      { label: 'Members', href: paths.members(), icon: Users, key: 'p', scope: 'settings:read' },
      { label: 'Models and prices', href: paths.models(), icon: Coins, key: 'm', scope: 'settings:read' },
      { label: 'Audit log', href: paths.audit(), icon: ScrollText, key: 'l', scope: 'settings:read' },
    ],
  },
];

/** The places a person may enter, without those of which they would see nothing. */
export function listPlaces(viewer: Viewer): Place[] {
  return PLACE_GROUPS.flatMap(({ places }) => places).filter((place) => maySee(place, viewer));
}

export function maySee({ scope }: Place, viewer: Viewer): boolean {
  return !scope || viewer.scopes.includes(scope);
}

/** The place a path lies in, with its group's heading. */
export function findPlace(path: string): { place: Place; heading: string | null } | null {
  for (const { heading, places } of PLACE_GROUPS)
    for (const place of places) if (isInside(path, place.href)) return { place, heading };
  return null;
}

export function isInside(path: string, href: string): boolean {
  return path === href || (href !== paths.home() && path.startsWith(`${href}/`));
}
