import { domainError } from '@/server/shared/errors';

/*
 * Memory for request bodies, shared by their owners.
 * admission/arrived-counts  A body counts with the bytes received, not with its announced length.
 * admission/owner-share     The bodies of one owner take at most its share.
 * admission/largest-yields  When the pool is full, the newest unfinished body of the owner with the most bytes is cut off
 *                           in favor of an owner with fewer, so that a large owner cannot keep small ones out.
 */

export type BodyPoolOptions = {
  /** The limit of all bodies together. */
  bytes: number;
  /** The share of `bytes` that one owner may take. */
  share: number;
};

/** One body in memory. `cut` stops reading it; null once it is complete. */
export type PooledBody = { owner: string; bytes: number; cut: (() => void) | null };

export type BodyPool = {
  open(owner: string): PooledBody;
  /** Reserves memory for received bytes; throws overloaded. */
  add(body: PooledBody, bytes: number): void;
  close(body: PooledBody): void;
  bytes(): number;
};

const RETRY_AFTER_MS = 2_000;

type Owner = { bytes: number; bodies: Set<PooledBody> };

/** Creates an empty pool. */
export function createBodyPool({ bytes: most, share }: BodyPoolOptions): BodyPool {
  const owners = new Map<string, Owner>();
  let held = 0;

  const close = (body: PooledBody): void => {
    const owner = owners.get(body.owner);
    if (!owner?.bodies.delete(body)) return;
    owner.bytes -= body.bytes;
    held -= body.bytes;
    if (owner.bodies.size === 0) owners.delete(body.owner);
  };

  const makeRoom = (wanted: number, forOwner: Owner): void => {
    while (held + wanted > most) {
      const body = findLargest(owners.values(), forOwner.bytes + wanted);
      if (!body) throw domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
      close(body);
      body.cut?.();
    }
  };

  return {
    open: (name) => {
      const body: PooledBody = { owner: name, bytes: 0, cut: null };
      const owner = owners.get(name);
      if (owner) owner.bodies.add(body);
      else owners.set(name, { bytes: 0, bodies: new Set([body]) });
      return body;
    },
    add: (body, bytes) => {
      const owner = owners.get(body.owner);
      if (!owner?.bodies.has(body) || owner.bytes + bytes > most * share)
        throw domainError('overloaded', { retryAfterMs: RETRY_AFTER_MS });
      if (held + bytes > most) makeRoom(bytes, owner);
      body.bytes += bytes;
      owner.bytes += bytes;
      held += bytes;
    },
    close,
    bytes: () => held,
  };
}

/** The newest unfinished body of the owner with the most bytes, among owners with more than `over`. */
function findLargest(owners: Iterable<Owner>, over: number): PooledBody | null {
  let most = over;
  let found: PooledBody | null = null;
  for (const { bytes, bodies } of owners) {
    if (bytes <= most) continue;
    const unfinished = [...bodies].findLast((body) => body.cut !== null && body.bytes > 0);
    if (!unfinished) continue;
    most = bytes;
    found = unfinished;
  }
  return found;
}
