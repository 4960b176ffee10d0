import type { Ids } from '@/server/gateways/ids';

const PUBLIC_KEY_BYTES = 16;

/** The form of a publishable key (dialects/chat/WIRE.md#publishable-key). */
export const PUBLIC_KEY = /^pk_live_[a-f0-9]{32}$/;

/** A publishable key: it names a channel to browsers and opens what that channel lets anybody do, so it is no secret. */
export function makePublicKey(ids: Ids): string {
  return `pk_live_${ids.bytes(PUBLIC_KEY_BYTES).toString('hex')}`;
}
