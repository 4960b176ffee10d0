import type { Ids } from '@/server/gateways/ids';

/** Generates the secret of a link that invites or resets: 192 random bits as base64url. */
export function makeLinkToken(ids: Ids): string {
  return ids.bytes(24).toString('base64url');
}
