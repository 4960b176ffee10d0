import {
  deleteContact,
  listContactAddresses,
  moveContactAddresses,
  updateContact,
} from '@/server/db/contact/store';
import { mergeContact } from '@/server/engine/data/merge-contact';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireWithinLimit } from '../require-within-limit';
import { toContactChange } from './contact-change';
import { lockContactRow, requireSmallContact } from './internal';
import { MAX_ADDRESSES } from './schema';
import { type ContactView, toContactView } from './view';

/**
 * Merges another contact into this one, which gets its addresses, and what it does not know itself; the other one is deleted.
 * Throws not_found, invalid_request, limit_exceeded.
 */
export async function mergeContacts(
  ctx: ServiceContext,
  { contactId, otherId }: { contactId: string; otherId: string },
): Promise<ContactView> {
  const orgId = requireOrgWideScope(ctx, 'sessions:write');
  if (contactId.toLowerCase() === otherId.toLowerCase()) throw sameContact();
  const updatedAt = new Date(ctx.clock.now());
  return withChange(ctx, async (tx) => {
    // In a fixed order, so that two merges never deadlock.
    const [low, high] = contactId < otherId ? [contactId, otherId] : [otherId, contactId];
    const first = await lockContactRow(tx, { orgId, contactId: low });
    const second = await lockContactRow(tx, { orgId, contactId: high });
    const [into, other] = low === contactId ? [first, second] : [second, first];
    const addresses = await listContactAddresses(tx, { orgId, contactIds: [contactId, otherId] });
    requireWithinLimit('addresses of a contact', MAX_ADDRESSES, addresses.length);
    const { name, locale, attributes } = into;
    const { attributes: all } = mergeContact(other, { attributes });
    const row = {
      ...into,
      name: name ?? other.name,
      locale: locale ?? other.locale,
      attributes: all,
      updatedAt,
    };
    requireSmallContact(row);
    await moveContactAddresses(tx, { orgId, from: otherId, to: contactId });
    await deleteContact(tx, { orgId, contactId: otherId });
    await updateContact(tx, row);
    const result = toContactView(
      row,
      addresses.map((address) => ({ ...address, contactId: into.id })),
    );
    return { result, change: toContactChange('merged', toContactView(into, addresses), result) };
  });
}

function sameContact() {
  const message = 'must be another contact';
  return domainError('invalid_request', { issues: [{ path: ['contactId'], message }] });
}
