import { createHash } from 'node:crypto';
import type { Ids } from '@/server/gateways/ids';

/** Generates the secret of an invitation link. */
export function makeInvitationToken(ids: Ids): string {
  return ids.bytes(24).toString('base64url');
}

/** Hashes a token for storage. */
export function hashInvitationToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}
