import { sql } from 'kysely';
import { build } from '../statement/query';

// Addresses of sessions without a channel name none.
const IS_CHANNEL = sql<boolean>`threads.channel_id = (
  CASE WHEN address.channel ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN address.channel::uuid END)`;

/** The threads of an organization's contacts, each with the address by which it is one's. */
export function selectContactThreads(orgId: string) {
  return build
    .selectFrom('contactAddresses as address')
    .innerJoin('threads', (join) =>
      join
        .onRef('threads.orgId', '=', 'address.orgId')
        .on(IS_CHANNEL)
        .onRef('threads.externalId', '=', 'address.address'),
    )
    .where('address.orgId', '=', orgId)
    .where('threads.orgId', '=', orgId);
}
