/** What an API key may do; a key holds any number of these. */
export const SCOPES = [
  'flows:read',
  'flows:write',
  'sessions:read',
  'sessions:write',
  'keys:read',
  'keys:write',
] as const;

export type Scope = (typeof SCOPES)[number];

export type Role = 'owner' | 'admin' | 'editor' | 'viewer';

const VIEWER: readonly Scope[] = ['flows:read', 'sessions:read'];
const EDITOR: readonly Scope[] = [...VIEWER, 'flows:write', 'sessions:write'];

/** The scopes that come with a member's role. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  owner: SCOPES,
  admin: SCOPES,
  editor: EDITOR,
  viewer: VIEWER,
};

export function isScope(value: string): value is Scope {
  return (SCOPES as readonly string[]).includes(value);
}
