// By hand: the read that the first message of a thread sends.
import type { Selectable } from 'kysely';
import { toStoredJson } from '@/server/shared/stored-json';
import type { AuditedTransaction, Db, Transaction } from '../connection/transaction';
import { build, countRows, findRow, listRows } from '../statement/query';
import { defineStatement } from '../statement/statement';
import type { Tables } from '../statement/tables';

/** A row of `contacts`. */
export type ContactRow = Selectable<Tables['contacts']>;
export type ContactKey = { orgId: string; contactId: string };

/** `channel` is the id of a channel; for sessions without one it is the name that their caller gives it. */
export type ContactPlace = { orgId: string; channel: string; address: string };
export type ContactAddressRow = Selectable<Tables['contactAddresses']>;

const findByAddress = defineStatement<ContactPlace>(
  'find_contact_by_address',
  `SELECT c.org_id "orgId", c.id, c.name, c.locale, c.attributes, c.created_at "createdAt", c.updated_at "updatedAt"
   FROM contact_addresses a JOIN contacts c ON c.org_id = a.org_id AND c.id = a.contact_id
   WHERE a.org_id = :orgId AND c.org_id = :orgId AND a.channel = :channel AND a.address = :address`,
);

/** Finds the contact that has an address. */
export async function findContactByAddress({ pool }: Db, place: ContactPlace): Promise<ContactRow | null> {
  return (await pool.query<ContactRow>(findByAddress(place))).rows[0] ?? null;
}

const contactOf = ({ orgId, contactId }: ContactKey) =>
  build.selectFrom('contacts').selectAll().where('orgId', '=', orgId).where('id', '=', contactId);

/** Finds a contact. */
export function findContact(db: Db, key: ContactKey): Promise<ContactRow | null> {
  return findRow(db, contactOf(key));
}

/** Locks a contact and returns it; null when there is none. */
export function lockContact(tx: Transaction, key: ContactKey): Promise<ContactRow | null> {
  return findRow(tx, contactOf(key).forUpdate());
}

/** Locks the contact that has an address and returns it; null when there is none. */
export function lockContactByAddress(
  tx: Transaction,
  { orgId, channel, address }: ContactPlace,
): Promise<ContactRow | null> {
  const contact = build
    .selectFrom('contactAddresses')
    .innerJoin('contacts', (join) =>
      join
        .onRef('contacts.orgId', '=', 'contactAddresses.orgId')
        .onRef('contacts.id', '=', 'contactAddresses.contactId'),
    )
    .selectAll('contacts')
    .where('contactAddresses.orgId', '=', orgId)
    .where('contacts.orgId', '=', orgId)
    .where('contactAddresses.channel', '=', channel)
    .where('contactAddresses.address', '=', address);
  return findRow(tx, contact.forUpdate('contacts'));
}

/** Stores a contact. */
export async function insertContact(tx: Transaction, { attributes, ...row }: ContactRow): Promise<void> {
  const stored = { ...row, attributes: toStoredJson(attributes) };
  await countRows(tx, build.insertInto('contacts').values(stored));
}

/** Gives a contact an address; false when a contact has it already. */
export async function insertContactAddress(tx: Transaction, row: ContactAddressRow): Promise<boolean> {
  const insert = build.insertInto('contactAddresses').values(row);
  const once = insert.onConflict((key) => key.columns(['orgId', 'channel', 'address']).doNothing());
  return (await countRows(tx, once)) === 1;
}

/** Writes what is known of a contact. */
export async function updateContact(
  tx: Transaction,
  { orgId, id, name, locale, attributes, updatedAt }: ContactRow,
): Promise<void> {
  const change = { name, locale, attributes: toStoredJson(attributes), updatedAt };
  const update = build.updateTable('contacts').set(change);
  await countRows(tx, update.where('orgId', '=', orgId).where('id', '=', id));
}

/** Gives the addresses of a contact to another one. */
export async function moveContactAddresses(
  tx: AuditedTransaction,
  { orgId, from, to }: { orgId: string; from: string; to: string },
): Promise<void> {
  const move = build.updateTable('contactAddresses').set({ contactId: to });
  await countRows(tx, move.where('orgId', '=', orgId).where('contactId', '=', from));
}

/** Deletes a contact with its addresses; false when there is none. */
export async function deleteContact(
  tx: AuditedTransaction,
  { orgId, contactId }: ContactKey,
): Promise<boolean> {
  const one = build.deleteFrom('contacts').where('orgId', '=', orgId).where('id', '=', contactId);
  return (await countRows(tx, one)) === 1;
}

/** Deletes a contact that has no address. */
export async function deleteUnusedContact(tx: Transaction, { orgId, contactId }: ContactKey): Promise<void> {
  const one = build
    .deleteFrom('contacts')
    .where('contacts.orgId', '=', orgId)
    .where('contacts.id', '=', contactId);
  const unused = one.where(({ exists, not, selectFrom }) =>
    not(
      exists(
        selectFrom('contactAddresses')
          .select('contactAddresses.address')
          .where('contactAddresses.orgId', '=', orgId)
          .where('contactAddresses.contactId', '=', contactId),
      ),
    ),
  );
  await countRows(tx, unused);
}

/** Lists the addresses of contacts, the oldest first. */
export async function listContactAddresses(
  db: Db,
  { orgId, contactIds }: { orgId: string; contactIds: readonly string[] },
): Promise<ContactAddressRow[]> {
  if (contactIds.length === 0) return [];
  const addresses = build.selectFrom('contactAddresses').selectAll().where('orgId', '=', orgId);
  const ofThem = addresses.where('contactId', 'in', contactIds);
  return listRows(db, ofThem.orderBy('createdAt').orderBy('channel').orderBy('address'));
}
