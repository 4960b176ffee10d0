/** The permissions of an API key; a key has any number of these. */
export const SCOPES = [
  'flows:read',
  'flows:write',
  'sessions:read',
  'sessions:write',
  'sessions:debug',
  'keys:read',
  'keys:write',
  'channels:read',
  'channels:write',
  'deliveries:read',
  'deliveries:write',
  'settings:read',
  'settings:write',
] as const;

export type Scope = (typeof SCOPES)[number];

/** The roles of members, the most powerful first. */
export const ROLES = ['owner', 'admin', 'editor', 'agent', 'viewer'] as const;

export type Role = (typeof ROLES)[number];

const VIEWER: readonly Scope[] = [
  'flows:read',
  'sessions:read',
  'channels:read',
  'deliveries:read',
  'settings:read',
];
const EDITOR: readonly Scope[] = [
  ...VIEWER,
  'flows:write',
  'sessions:write',
  'sessions:debug',
  'channels:write',
  'deliveries:write',
];
const AGENT: readonly Scope[] = ['flows:read', 'sessions:read', 'sessions:write', 'channels:read'];

/** The scopes of each role. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  owner: SCOPES,
  admin: SCOPES,
  editor: EDITOR,
  agent: AGENT,
  viewer: VIEWER,
};

export function isScope(value: string): value is Scope {
  return (SCOPES as readonly string[]).includes(value);
}
