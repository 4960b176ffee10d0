import type { Db, Transaction } from '@/server/db/connection/transaction';
import {
  type ContactKey,
  type ContactRow,
  findContact,
  listContactAddresses,
  lockContact,
} from '@/server/db/contact/store';
import { isTooLarge } from '@/server/engine/data/plain-data';
import { MAX_CONTACT_CHARS } from '@/server/engine/turn/facts';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { type ContactView, toContactView } from './view';

/** Returns a contact; throws not_found. */
export async function getContactRow(db: Db, key: ContactKey): Promise<ContactRow> {
  return requireContactRow(isUuid(key.contactId) ? await findContact(db, key) : null, key);
}

/** Locks a contact and returns it; throws not_found. */
export async function lockContactRow(tx: Transaction, key: ContactKey): Promise<ContactRow> {
  return requireContactRow(isUuid(key.contactId) ? await lockContact(tx, key) : null, key);
}

function requireContactRow(row: ContactRow | null, { contactId: id }: ContactKey): ContactRow {
  if (row) return row;
  throw domainError('not_found', { thing: 'contact', id });
}

/** A contact with its addresses. */
export async function readContactView(db: Db, row: ContactRow): Promise<ContactView> {
  const { orgId, id } = row;
  return toContactView(row, await listContactAddresses(db, { orgId, contactIds: [id] }));
}

/** Throws limit_exceeded for a contact that flows could not read. */
export function requireSmallContact({ name, locale, attributes }: ContactRow): void {
  const facts = { name, locale, attributes };
  if (!isTooLarge(facts, MAX_CONTACT_CHARS)) return;
  const actual = JSON.stringify(facts).length;
  throw domainError('limit_exceeded', { limit: 'contact characters', max: MAX_CONTACT_CHARS, actual });
}
