import { randomBytes, randomUUID } from 'node:crypto';

/** Where new ids and secrets come from. */
export type Ids = {
  /** A version 7 UUID: ids made later sort later, which keeps index pages warm. */
  uuid(now: number): string;
  /** Cryptographically random bytes. */
  bytes(length: number): Buffer;
};

export const randomIds: Ids = { uuid: newUuid, bytes: randomBytes };

// Node keeps random UUIDs in stock, which is many times faster than drawing bytes for each; only the time is ours.
function newUuid(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
