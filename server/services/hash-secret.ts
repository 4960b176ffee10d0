import { createHash } from 'node:crypto';

/** Hashes a secret for storage, as SHA-256. One round is enough, because generated secrets cannot be guessed. */
export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}
