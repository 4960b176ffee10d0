import type { Ids } from '@/server/gateways/ids';

const PUBLIC_KEY_BYTES = 16;

/** The format of a publishable key (dialects/chat/WIRE.md#publishable-key). */
export const PUBLIC_KEY = /^pk_live_[a-f0-9]{32}$/;

/**
 * Generates a publishable key. It identifies a channel to browsers and allows only what the channel allows everybody,
 * so it is not a secret.
 */
export function makePublicKey(ids: Ids): string {
  return `pk_live_${ids.bytes(PUBLIC_KEY_BYTES).toString('hex')}`;
}
