import { randomBytes } from 'node:crypto';

/** Where new ids and secrets come from. */
export type Ids = {
  /** A version 7 UUID: ids made later sort later, which keeps index pages warm. */
  uuid(now: number): string;
  /** Cryptographically random bytes. */
  bytes(length: number): Buffer;
};

export const randomIds: Ids = { uuid: newUuid, bytes: randomBytes };

function newUuid(now: number): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
