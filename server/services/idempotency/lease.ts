/** How long a request is taken to be running without a sign of life from its process. */
export const LEASE_MS = 15_000;

export function leaseFrom(now: number): Date {
  return new Date(now + LEASE_MS);
}
