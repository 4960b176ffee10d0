import { findContact, insertContact, insertContactAddress } from '@/server/db/contact/store';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { createOnce } from '../idempotency/create-once';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { toContactChange } from './contact-change';
import { readContactView, requireSmallContact } from './internal';
import { type CreateContact, newContactSchema } from './schema';
import type { ContactView } from './view';

/** Creates a contact. Throws invalid_request, also for an address that a contact has already, and limit_exceeded. */
export async function createContact(ctx: ServiceContext, input: CreateContact): Promise<ContactView> {
  const orgId = requireOrgWideScope(ctx, 'sessions:write');
  const { addresses, ...given } = requireValid(newContactSchema, input);
  const at = new Date(ctx.clock.now());
  return createOnce(ctx, {
    find: async (contactId) => {
      const row = await findContact(ctx.db, { orgId, contactId });
      return row && readContactView(ctx.db, row);
    },
    create: (id) =>
      withChange(ctx, async (tx) => {
        const made = { orgId, id, ...given, createdAt: at, updatedAt: at };
        requireSmallContact(made);
        await insertContact(tx, made);
        for (const [index, { channel, address }] of addresses.entries()) {
          const isNew = await insertContactAddress(tx, {
            orgId,
            channel,
            address,
            contactId: id,
            createdAt: at,
          });
          if (!isNew) throw takenAddress(index);
        }
        const result = await readContactView(tx, made);
        return { result, change: toContactChange('created', null, result) };
      }),
  });
}

function takenAddress(index: number) {
  const message = 'is the address of another contact';
  return domainError('invalid_request', { issues: [{ path: ['addresses', index, 'address'], message }] });
}
