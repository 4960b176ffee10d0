/** The time for which a request counts as running without a renewal of its lease. */
export const LEASE_MS = 15_000;

export function leaseFrom(now: number): Date {
  return new Date(now + LEASE_MS);
}
