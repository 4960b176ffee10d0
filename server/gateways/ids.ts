import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** The source of new ids and secrets. */
export type Ids = {
  /**
   * Creates a version 7 UUID. Later ids sort later, which keeps index pages in memory; so do up to 2,048 ids of one
   * process in the same millisecond.
   */
  uuid(now: number): string;
  /** Cryptographically random bytes. */
  bytes(length: number): Buffer;
};

export const randomIds: Ids = { uuid: createUuids(), bytes: randomBytes };

const LAST = 0xfff;

// RFC 9562, section 6.2, method 1: the 12 bits after the version are a counter that starts anywhere in the lower half.
function createUuids(): Ids['uuid'] {
  let [time, count, start] = [Number.NaN, 0, ''];
  return (now) => {
    count = now === time ? Math.min(count + 1, LAST) : randomInt(LAST >> 1);
    if (now !== time) start = toStart(now);
    time = now;
    // Node caches random UUIDs, which is many times faster than drawing bytes for each.
    return `${start}-7${count.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`;
  };
}

function toStart(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
