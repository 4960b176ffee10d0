import { findInvitation, updateInvitationAsEnded } from '@/server/db/invitation/store';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';

/** Revokes an open invitation; any other stays as it is. Throws not_found. */
export async function revokeInvitation(
  ctx: ServiceContext,
  { invitationId: id }: { invitationId: string },
): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'settings:write');
  if (!isUuid(id)) throw domainError('not_found', { thing: 'invitation', id });
  const key = { orgId, invitationId: id };
  await withChange(ctx, async (tx) => {
    const row = await findInvitation(tx, key);
    if (!row) throw domainError('not_found', { thing: 'invitation', id });
    const revokedAt = new Date(ctx.clock.now());
    const isRevoked = await updateInvitationAsEnded(tx, key, { revokedAt });
    const before = { email: row.email, role: row.role };
    const what = { action: 'invitation.revoked', thingId: id, name: row.email } as const;
    return { result: undefined, change: isRevoked ? { ...what, before, after: null } : null };
  });
}
