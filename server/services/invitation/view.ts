import type { InvitationModel } from '@/server/db/generated/models';
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

export function toInvitationView(row: InvitationModel, now: number): InvitationView {
  const { id, email, role, createdBy, createdAt, expiresAt } = row;
  return { id, email, role, status: statusOf(row, now), createdBy, createdAt, expiresAt };
}

/** The status of an invitation at `now`. */
export function statusOf(row: InvitationModel, now: number): InvitationView['status'] {
  if (row.acceptedAt) return 'accepted';
  if (row.revokedAt) return 'revoked';
  return row.expiresAt.getTime() <= now ? 'expired' : 'open';
}
