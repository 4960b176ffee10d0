import type { InvitationRow } from '@/server/db/invitation/store';
import type { Role } from '@/server/shared/scopes';

/** An invitation without its token, which is shown only at its creation. */
export type InvitationView = {
  id: string;
  email: string;
  role: Role;
  status: 'open' | 'accepted' | 'revoked' | 'expired';
  createdBy: string | null;
  createdAt: Date;
  expiresAt: Date;
};

export function toInvitationView(row: InvitationRow, now: number): InvitationView {
  const { id, email, role, createdBy, createdAt, expiresAt } = row;
  return { id, email, role, status: statusOf(row, now), createdBy, createdAt, expiresAt };
}

/** The status of an invitation at `now`. */
export function statusOf(row: InvitationRow, now: number): InvitationView['status'] {
  if (row.acceptedAt) return 'accepted';
  if (row.revokedAt) return 'revoked';
  return row.expiresAt.getTime() <= now ? 'expired' : 'open';
}
