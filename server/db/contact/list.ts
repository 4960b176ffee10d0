import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import type { SessionStatus } from '../statement/checked-values';
import { toLikePattern } from '../statement/like-pattern';
import { build, countRows, listRows } from '../statement/query';
import type { ContactKey, ContactRow } from './store';
import { selectContactThreads } from './threads';

export type ContactListing = {
  orgId: string;
  /** A part of the name or of an address. */
  search: string | null;
  /** An exact address, and the channel that it is on; null for any. */
  address: { address: string; channel: string | null } | null;
  after: { at: Date; id: string } | null;
  take: number;
};

/** Lists contacts after a position, the newest first. */
export function listContacts(db: Db, listing: ContactListing): Promise<ContactRow[]> {
  const { orgId, search, address, after, take } = listing;
  let contacts = build.selectFrom('contacts').selectAll('contacts').where('contacts.orgId', '=', orgId);
  const pattern = toLikePattern(search);
  if (pattern !== null)
    contacts = contacts.where(({ eb, or, exists }) =>
      or([
        eb('contacts.name', 'ilike', pattern),
        exists(addressesOf(orgId).where('contactAddresses.address', 'ilike', pattern)),
      ]),
    );
  if (address) {
    let named = addressesOf(orgId).where('contactAddresses.address', '=', address.address);
    if (address.channel !== null) named = named.where('contactAddresses.channel', '=', address.channel);
    contacts = contacts.where(({ exists }) => exists(named));
  }
  if (after)
    contacts = contacts.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('contacts.createdAt', 'contacts.id'), '<', tuple(after.at, after.id)),
    );
  const page = contacts.orderBy('contacts.createdAt', 'desc').orderBy('contacts.id', 'desc');
  return listRows(db, page.limit(take));
}

const addressesOf = (orgId: string) =>
  build
    .selectFrom('contactAddresses')
    .select('contactAddresses.address')
    .where('contactAddresses.orgId', '=', orgId)
    .where('contactAddresses.contactId', '=', sql.ref<string>('contacts.id'));

/** A session of a contact, as lists show it. */
export type ContactSession = {
  id: string;
  flowId: string;
  status: SessionStatus;
  channel: string;
  channelId: string | null;
  threadId: string | null;
  externalId: string | null;
  createdAt: Date;
  lastActivityAt: Date;
};

const COLUMNS = [
  ...([
    'sessions.id',
    'sessions.flowId',
    'sessions.status',
    'sessions.channel',
    'sessions.channelId',
  ] as const),
  ...(['sessions.threadId', 'sessions.externalId', 'sessions.createdAt', 'sessions.lastActivityAt'] as const),
] as const;

/** Lists the last sessions of a contact, the newest first: those of its threads, and those without a channel by their caller's id. */
export function listContactSessions(
  db: Db,
  { orgId, contactId, take }: ContactKey & { take: number },
): Promise<ContactSession[]> {
  const inThreads = selectContactThreads(orgId)
    .innerJoin('sessions', (join) =>
      join.onRef('sessions.orgId', '=', 'threads.orgId').onRef('sessions.threadId', '=', 'threads.id'),
    )
    .select(COLUMNS)
    .where('sessions.orgId', '=', orgId)
    .where('address.contactId', '=', contactId);
  const alone = build
    .selectFrom('contactAddresses as address')
    .innerJoin('sessions', (join) =>
      join
        .onRef('sessions.orgId', '=', 'address.orgId')
        .onRef('sessions.externalId', '=', 'address.address')
        .onRef('sessions.channel', '=', 'address.channel')
        .on('sessions.channelId', 'is', null)
        .on('sessions.isTest', '=', false),
    )
    .select(COLUMNS)
    .where('address.orgId', '=', orgId)
    .where('sessions.orgId', '=', orgId)
    .where('address.contactId', '=', contactId);
  const both = build.selectFrom(inThreads.unionAll(alone).as('found')).selectAll();
  return listRows(db, both.orderBy('createdAt', 'desc').orderBy('id', 'desc').limit(take));
}

/** Deletes the old contacts of which nothing is known and that have no threads left; returns how many. */
export function pruneContacts(db: Db, { orgId, before }: { orgId: string; before: Date }): Promise<number> {
  const threads = selectContactThreads(orgId)
    .select('threads.id')
    .where('address.contactId', '=', sql.ref<string>('contacts.id'));
  const unknown = build
    .deleteFrom('contacts')
    .where('contacts.orgId', '=', orgId)
    .where('contacts.updatedAt', '<', before)
    .where('contacts.name', 'is', null)
    .where(sql<boolean>`contacts.attributes::text = '{}'`)
    .where(({ exists, not }) => not(exists(threads)));
  return countRows(db, unknown);
}
