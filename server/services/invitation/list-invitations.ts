import { listInvitations as listInvitationRows } from '@/server/db/invitation/store';
import { requireScope, type ServiceContext } from '../context';
import { type InvitationView, toInvitationView } from './view';

const MOST = 200;

/** Lists invitations, newest first, at most 200. */
export async function listInvitations(ctx: ServiceContext): Promise<InvitationView[]> {
  const orgId = requireScope(ctx, 'settings:read');
  const rows = await listInvitationRows(ctx.db, { orgId, take: MOST });
  return rows.map((row) => toInvitationView(row, ctx.clock.now()));
}
