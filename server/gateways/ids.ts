import { randomBytes, randomInt, randomUUID } from 'node:crypto';

/** Where new ids and secrets come from. */
export type Ids = {
  /**
   * A version 7 UUID: ids made later sort later, which keeps index pages warm. Those that one process makes one after
   * another for the same millisecond do so too, up to 2,048 of them.
   */
  uuid(now: number): string;
  /** Cryptographically random bytes. */
  bytes(length: number): Buffer;
};

export const randomIds: Ids = { uuid: createUuids(), bytes: randomBytes };

const LAST = 0xfff;

// RFC 9562 section 6.2, method 1: the 12 bits after the version count, from anywhere in the lower half.
function createUuids(): Ids['uuid'] {
  let [time, count, start] = [Number.NaN, 0, ''];
  return (now) => {
    count = now === time ? Math.min(count + 1, LAST) : randomInt(LAST >> 1);
    if (now !== time) start = toStart(now);
    time = now;
    // Node keeps random UUIDs in stock, which is many times faster than drawing bytes for each.
    return `${start}-7${count.toString(16).padStart(3, '0')}${randomUUID().slice(18)}`;
  };
}

function toStart(now: number): string {
  const time = now.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}`;
}
