import type { HttpRequest } from '@/server/engine/protocol';

/** How much longer than its call a lease lasts, so that the answer can be committed. */
export const LEASE_SLACK_MS = 5_000;

/** The end of the lease of a call whose attempt starts `delayMs` after `now`. */
export function leaseOf({ timeoutMs }: HttpRequest, now: number, delayMs = 0): Date {
  return new Date(now + delayMs + timeoutMs + LEASE_SLACK_MS);
}
