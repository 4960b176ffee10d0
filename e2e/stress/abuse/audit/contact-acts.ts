import { createContact } from '@/server/services/contact/create-contact';
import { eraseContact } from '@/server/services/contact/erase-contact';
import { exportContact } from '@/server/services/contact/export-contact';
import { mergeContacts } from '@/server/services/contact/merge-contacts';
import { updateContact } from '@/server/services/contact/update-contact';
import type { AuditFixture } from './audit-fixture';

/** Creates a contact of a new address. */
async function makeContact({ ctx, next }: AuditFixture): Promise<string> {
  const address = `contact-${String(next())}`;
  return (await createContact(ctx, { addresses: [{ channel: 'api', address }] })).id;
}

/** The audited acts on contacts. */
export const CONTACT_ACTS = {
  'contact.created': async (fixture: AuditFixture) => () => makeContact(fixture),
  'contact.updated': async (fixture: AuditFixture) => {
    const contactId = await makeContact(fixture);
    return () => updateContact(fixture.ctx, { contactId, attributes: { visits: 1 } });
  },
  'contact.merged': async (fixture: AuditFixture) => {
    const [contactId, otherId] = [await makeContact(fixture), await makeContact(fixture)];
    return () => mergeContacts(fixture.ctx, { contactId, otherId });
  },
  'contact.exported': async (fixture: AuditFixture) => {
    const contactId = await makeContact(fixture);
    return () => exportContact(fixture.ctx, { contactId });
  },
  'contact.erased': async (fixture: AuditFixture) => {
    const contactId = await makeContact(fixture);
    return () => eraseContact(fixture.ctx, { contactId });
  },
};
