/*
 * sign-in/fresh: what hands out power asks a person for a sign-in in which a credential was shown within the last 15
 *   minutes, so that a sign-in left open, or a stolen cookie, is not enough. Keys and the system have no sign-in and are
 *   bounded by their scopes.
 */
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';

/** How long a credential that was shown counts as fresh. */
export const FRESH_MS = 15 * 60_000;

/** Throws fresh_sign_in_required to a person who has not shown a credential of late. */
export function requireFreshSignIn({ actor, clock }: ServiceContext): void {
  if (actor.type !== 'user') return;
  const at = actor.authenticatedAt?.getTime();
  if (at !== undefined && clock.now() - at <= FRESH_MS) return;
  throw domainError('fresh_sign_in_required', { maxAgeMs: FRESH_MS });
}
