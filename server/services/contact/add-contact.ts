import type { Transaction } from '@/server/db/connection/transaction';
import {
  type ContactPlace,
  type ContactRow,
  deleteUnusedContact,
  findContactByAddress,
  insertContact,
  insertContactAddress,
} from '@/server/db/contact/store';
import type { Platform } from '../context';

export type NewContact = ContactPlace & Pick<ContactRow, 'name' | 'locale'> & { at: Date };

/** Stores a contact for an address, unless a contact has the address. */
export async function addContact(
  { ids }: Pick<Platform, 'ids'>,
  tx: Transaction,
  { at, name, locale, ...place }: NewContact,
): Promise<void> {
  if (await findContactByAddress(tx, place)) return;
  const { orgId, channel, address } = place;
  const id = ids.uuid(at.getTime());
  await insertContact(tx, { orgId, id, name, locale, attributes: {}, createdAt: at, updatedAt: at });
  const isNew = await insertContactAddress(tx, { orgId, channel, address, contactId: id, createdAt: at });
  // Another transaction was faster: its contact has the address.
  if (!isNew) await deleteUnusedContact(tx, { orgId, contactId: id });
}
