import type { HttpRequest } from '@/server/engine/protocol';

/** The time that a lease outlasts its call, so that the response can be committed. */
export const LEASE_SLACK_MS = 5_000;

/** The end of the lease of a call whose attempt starts `delayMs` after `now`. */
export function leaseOf({ timeoutMs }: HttpRequest, now: number, delayMs = 0): Date {
  return new Date(now + delayMs + timeoutMs + LEASE_SLACK_MS);
}
