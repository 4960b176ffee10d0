import type { HttpRequest } from '@/server/engine/protocol';

/** How much longer than its call a lease lasts: time to write the answer down. */
export const LEASE_SLACK_MS = 5_000;

/** Until when a process holds a call whose attempt begins `delayMs` after `now`. */
export function leaseOf({ timeoutMs }: HttpRequest, now: number, delayMs = 0): Date {
  return new Date(now + delayMs + timeoutMs + LEASE_SLACK_MS);
}
