import type { Db } from '@/server/db/connection/transaction';
import { type ContactRow, listContactAddresses } from '@/server/db/contact/store';
import { isTooLarge } from '@/server/engine/data/plain-data';
import { MAX_CONTACT_CHARS } from '@/server/engine/turn/facts';
import { domainError } from '@/server/shared/errors';
import { type ContactView, toContactView } from './view';

/** Returns a contact that was found; throws not_found. */
export function requireContactRow(row: ContactRow | null, id: string): ContactRow {
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
