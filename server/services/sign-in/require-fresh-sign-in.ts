/*
 * sign-in/fresh: sensitive actions need a sign-in in which a credential was shown within the last 15 minutes, so that
 *   an unattended screen or a stolen cookie is not enough. Keys and the system have no sign-in and are limited by
 *   their scopes.
 */
import { domainError } from '@/server/shared/errors';
import type { ServiceContext } from '../context';

/** The time for which an entered credential counts as fresh. */
const FRESH_MS = 15 * 60_000;

/** Throws fresh_sign_in_required when the person's last credential is too old. */
export function requireFreshSignIn({ actor, clock }: ServiceContext): void {
  if (actor.type !== 'user') return;
  const at = actor.authenticatedAt?.getTime();
  if (at !== undefined && clock.now() - at <= FRESH_MS) return;
  throw domainError('fresh_sign_in_required', { maxAgeMs: FRESH_MS });
}
