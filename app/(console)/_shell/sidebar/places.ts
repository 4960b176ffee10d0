import { paths } from '@/app/_lib/paths';
import type { Viewer } from '@/app/_lib/viewer';

export type PlaceKey =
  | 'a'
  | 'b'
  | 'c'
  | 'd'
  | 'e'
  | 'f'
  | 'h'
  | 'i'
  | 'k'
  | 'l'
  | 'm'
  | 'n'
  | 'o'
  | 'p'
  | 'q'
  | 'r'
  | 's'
  | 't'
  | 'u'
  | 'v';

export type Place = {
  label: string;
  href: string;
  /** The letter of its shortcut, pressed after `g`. */
  key: PlaceKey;
  /** The scope that its page needs. */
  scope?: Viewer['scopes'][number];
};

// Agents may read flows and channels, to know what a conversation is about, but have no work on those pages. Only
// those who do have work there may read deliveries.
const RUNS = 'deliveries:read';

/** The pages of the sidebar, in groups; the first group has no heading. */
export const PLACE_GROUPS: readonly { heading: string | null; places: readonly Place[] }[] = [
  {
    heading: null,
    places: [
      { label: 'Home', href: paths.home(), key: 'h', scope: RUNS },
      { label: 'Inbox', href: paths.inbox(), key: 'i', scope: 'sessions:read' },
      { label: 'Sessions', href: paths.sessions(), key: 's', scope: 'sessions:read' },
      { label: 'Contacts', href: paths.contacts(), key: 't', scope: 'sessions:read' },
      { label: 'Flows', href: paths.flows(), key: 'f', scope: RUNS },
      { label: 'Channels', href: paths.channels(), key: 'c', scope: RUNS },
      { label: 'Deliveries', href: paths.deliveries(), key: 'd', scope: 'deliveries:read' },
      { label: 'Statistics', href: paths.statistics(), key: 'u', scope: RUNS },
    ],
  },
  {
    heading: 'Developers',
    places: [
      { label: 'API keys', href: paths.apiKeys(), key: 'k', scope: 'keys:read' },
      { label: 'Request log', href: paths.requests(), key: 'q', scope: 'keys:read' },
      { label: 'API reference', href: paths.reference(), key: 'r', scope: RUNS },
    ],
  },
  {
    heading: 'Settings',
    places: [
      { label: 'Account', href: paths.account(), key: 'a' },
      { label: 'General', href: paths.general(), key: 'o', scope: 'settings:read' },
      { label: 'Members', href: paths.members(), key: 'p', scope: 'settings:read' },
      { label: 'Models and prices', href: paths.models(), key: 'm', scope: 'settings:read' },
      { label: 'Environments', href: paths.environments(), key: 'b', scope: RUNS },
      { label: 'Configuration', href: paths.configuration(), key: 'v', scope: 'settings:read' },
      { label: 'Connections', href: paths.connections(), key: 'n', scope: 'settings:read' },
      { label: 'Secrets', href: paths.secrets(), key: 'e', scope: 'settings:read' },
      { label: 'Audit log', href: paths.audit(), key: 'l', scope: 'settings:read' },
    ],
  },
];

/** The pages a person may open, without those that would be empty for them. */
export function listPlaces(viewer: Viewer): Place[] {
  return PLACE_GROUPS.flatMap(({ places }) => places).filter((place) => maySee(place, viewer));
}

export function maySee({ scope }: Place, viewer: Viewer): boolean {
  return !scope || viewer.scopes.includes(scope);
}

/** The page that a path belongs to, with its group's heading. */
export function findPlace(path: string): { place: Place; heading: string | null } | null {
  for (const { heading, places } of PLACE_GROUPS)
    for (const place of places) if (isInside(path, place.href)) return { place, heading };
  return null;
}

export function isInside(path: string, href: string): boolean {
  return path === href || (href !== paths.home() && path.startsWith(`${href}/`));
}
