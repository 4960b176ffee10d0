import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { type AllowRule, findAddressDefect } from './address-guard';

/** Thrown instead of connecting to an address that a flow may not call. */
export class BlockedAddressError extends Error {
  readonly code = 'PARLEY_BLOCKED';

  constructor(readonly reason: string) {
    super(reason);
    this.name = 'BlockedAddressError';
  }
}

/** Resolves all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/**
 * Creates a look-up that returns only addresses that a flow may call. It runs for every connection, so that a name is
 * judged by the address that is used, also when it changes.
 */
export function createGuardedLookup(rules: readonly AllowRule[], resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const allowed = found.filter(({ address }) => findAddressDefect(rules, address) === null);
      const [first] = allowed;
      if (!first) return callback(new BlockedAddressError(explain(found)), '', 0);
      return options.all ? callback(null, allowed) : callback(null, first.address, first.family);
    });
  };
}

// The message does not reveal the address of a name inside the network (outbound/tells-no-address).
function explain(found: readonly LookupAddress[]): string {
  return found.length > 0 ? 'it leads to no public address' : 'it has no address';
}
