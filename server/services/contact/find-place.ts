import type { ContactPlace } from '@/server/db/contact/store';
import type { SessionRow } from '@/server/db/session/row';

type Placed = Pick<SessionRow, 'orgId' | 'channel' | 'channelId' | 'externalId'>;

/**
 * The address of the person that a session talks with: its thread on its channel, or else its caller's id on the channel that
 * the caller names. Null for a session without such an id.
 */
export function findPlace({ orgId, channel, channelId, externalId }: Placed): ContactPlace | null {
  return externalId === null ? null : { orgId, channel: channelId ?? channel, address: externalId };
}
