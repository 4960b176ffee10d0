import { listContactAddresses, updateContact as updateContactRow } from '@/server/db/contact/store';
import { mergeContact } from '@/server/engine/data/merge-contact';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { toContactChange } from './contact-change';
import { lockContactRow, requireSmallContact } from './internal';
import { contactChangeSchema, type UpdateContact } from './schema';
import { type ContactView, toContactView } from './view';

/**
 * Changes only the given fields; an attribute that is null is deleted. Running sessions read the change from their next message in
 * a thread on. Throws not_found, invalid_request, limit_exceeded.
 */
export async function updateContact(
  ctx: ServiceContext,
  { contactId, ...input }: UpdateContact,
): Promise<ContactView> {
  const orgId = requireOrgWideScope(ctx, 'sessions:write');
  const { name, locale, attributes } = requireValid(contactChangeSchema, input);
  const updatedAt = new Date(ctx.clock.now());
  return withChange(ctx, async (tx) => {
    const before = await lockContactRow(tx, { orgId, contactId });
    const patch = {
      ...(name !== undefined && { name }),
      ...(locale !== undefined && { locale }),
      ...(attributes && { attributes }),
    };
    const row = { ...mergeContact(before, patch), updatedAt };
    requireSmallContact(row);
    await updateContactRow(tx, row);
    const addresses = await listContactAddresses(tx, { orgId, contactIds: [contactId] });
    const result = toContactView(row, addresses);
    return { result, change: toContactChange('updated', toContactView(before, addresses), result) };
  });
}
