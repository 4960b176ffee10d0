import { createHash } from 'node:crypto';
import type { Ids } from '@/server/gateways/ids';

/** Makes the secret part of an invitation's link. */
export function makeInvitationToken(ids: Ids): string {
  return ids.bytes(24).toString('base64url');
}

/** What is stored of a token: enough to know it again, not to make it. */
export function hashInvitationToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
