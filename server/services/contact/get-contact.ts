import { listContactSessions } from '@/server/db/contact/list';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { getContactRow, readContactView } from './internal';
import type { ContactSessionView, ContactView } from './view';

/** The most sessions that are listed with a contact. */
const MOST_SESSIONS = 100;

/** Returns a contact; throws not_found. */
export async function getContact(
  ctx: ServiceContext,
  { contactId }: { contactId: string },
): Promise<ContactView> {
  const orgId = requireOrgWideScope(ctx, 'sessions:read');
  return readContactView(ctx.db, await getContactRow(ctx.db, { orgId, contactId }));
}

/** Lists the last 100 sessions of a contact, newest first; throws not_found. */
export async function listSessionsOfContact(
  ctx: ServiceContext,
  { contactId }: { contactId: string },
): Promise<ContactSessionView[]> {
  const { id } = await getContact(ctx, { contactId });
  return listContactSessions(ctx.db, { orgId: ctx.actor.orgId, contactId: id, take: MOST_SESSIONS });
}
