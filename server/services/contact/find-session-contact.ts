import { findContactByAddress } from '@/server/db/contact/store';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireSession } from '../session/require-session';
import { findPlace } from './find-place';

/** The person whom a session talks with. */
export type SessionContact = { id: string; name: string | null };

/** Finds the contact of a session; null where the session has no address, or nobody has it. Throws not_found. */
export async function findSessionContact(
  ctx: ServiceContext,
  { sessionId }: { sessionId: string },
): Promise<SessionContact | null> {
  const orgId = requireOrgWideScope(ctx, 'sessions:read');
  const place = findPlace(await requireSession(ctx, { orgId, sessionId }));
  const contact = place && (await findContactByAddress(ctx.db, place));
  return contact && { id: contact.id, name: contact.name };
}
