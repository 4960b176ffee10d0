import type { Viewer } from '@/app/_lib/viewer';

export type Scope = Viewer['scopes'][number];

/** The description of each scope. */
export const SCOPE_GROUPS: readonly { label: string; scopes: readonly { scope: Scope; does: string }[] }[] = [
  {
    label: 'Sessions',
    scopes: [
      { scope: 'sessions:read', does: 'Read sessions, transcripts and events' },
      { scope: 'sessions:write', does: 'Start, answer, change and end sessions' },
      { scope: 'sessions:debug', does: 'Set breakpoints, and go through held sessions step by step' },
    ],
  },
  {
    label: 'Flows',
    scopes: [
      { scope: 'flows:read', does: 'Read flows and their versions' },
      { scope: 'flows:write', does: 'Create, change and publish flows' },
    ],
  },
  {
    label: 'Channels',
    scopes: [
      { scope: 'channels:read', does: 'Read channels and rooms' },
      { scope: 'channels:write', does: 'Create, change and remove channels and rooms' },
    ],
  },
  {
    label: 'Deliveries',
    scopes: [
      { scope: 'deliveries:read', does: 'Read deliveries and their responses' },
      { scope: 'deliveries:write', does: 'Send webhooks again' },
    ],
  },
  {
    label: 'Settings',
    scopes: [
      {
        scope: 'settings:read',
        does: 'Read model prices, configuration values, connections and the names of secrets',
      },
      { scope: 'settings:write', does: 'Change model prices, configuration values, connections and secrets' },
    ],
  },
  {
    label: 'API keys',
    scopes: [
      { scope: 'keys:read', does: 'List API keys' },
      { scope: 'keys:write', does: 'Create, rotate and revoke API keys' },
    ],
  },
];

/** The scopes that most software needs: to hold conversations. */
export const USUAL_SCOPES: readonly Scope[] = ['sessions:read', 'sessions:write'];

const DAY_MS = 86_400_000;

export const LIFETIMES = [
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '365', label: '1 year' },
  { value: 'never', label: 'Never' },
] as const;

export type Lifetime = (typeof LIFETIMES)[number]['value'];

/** The end of a key created now with this lifetime, in ISO 8601; null for never. */
export function toExpiry(lifetime: Lifetime, now: number): string | null {
  return lifetime === 'never' ? null : new Date(now + Number(lifetime) * DAY_MS).toISOString();
}
