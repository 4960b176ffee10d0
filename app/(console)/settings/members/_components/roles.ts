import type { Viewer } from '@/app/_lib/viewer';

export type Role = Viewer['role'];

/** Every role with what it lets somebody do, the mightiest first. */
export const ROLES: readonly { value: Role; label: string; does: string }[] = [
  { value: 'owner', label: 'Owner', does: 'Does everything, and alone makes owners.' },
  { value: 'admin', label: 'Admin', does: 'Does everything but make or remove owners.' },
  { value: 'editor', label: 'Editor', does: 'Draws and publishes flows, runs channels, answers people.' },
  { value: 'agent', label: 'Agent', does: 'Answers people in the inbox, and sees sessions.' },
  { value: 'viewer', label: 'Viewer', does: 'Sees everything but API keys, and changes nothing.' },
];

/** The word for a role. */
export function roleLabel(role: Role): string {
  return ROLES.find(({ value }) => value === role)?.label ?? role;
}

/** The roles somebody of role `mine` may give: none above their own. */
export function listGrantable(mine: Role): typeof ROLES {
  return ROLES.filter(({ value }) => value !== 'owner' || mine === 'owner');
}
