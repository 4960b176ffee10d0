import type { Viewer } from '@/app/_lib/viewer';

export type Role = Viewer['role'];

/** All roles with descriptions, the most powerful first. */
export const ROLES: readonly { value: Role; label: string; does: string }[] = [
  { value: 'owner', label: 'Owner', does: 'Full access. Only owners can make owners.' },
  { value: 'admin', label: 'Admin', does: 'Full access, except making or removing owners.' },
  {
    value: 'editor',
    label: 'Editor',
    does: 'Edits and publishes flows, manages channels, replies to people.',
  },
  { value: 'agent', label: 'Agent', does: 'Replies to people in the inbox and views sessions.' },
  { value: 'viewer', label: 'Viewer', does: 'Views everything except API keys and changes nothing.' },
];

/** The name of a role. */
export function roleLabel(role: Role): string {
  return ROLES.find(({ value }) => value === role)?.label ?? role;
}

/** The roles that a member of role `mine` may give: none above their own. */
export function listGrantable(mine: Role): typeof ROLES {
  return ROLES.filter(({ value }) => value !== 'owner' || mine === 'owner');
}
