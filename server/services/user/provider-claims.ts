import { z } from 'zod';
import { isStorable } from '@/server/shared/json';
import { emailSchema } from './schema';

// OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. Other characters are accepted if they can be
// stored.
const MAX_SUBJECT = 255;
const MAX_ISSUER = 2_000;

// The end of the year 9999; later dates cannot be stored.
const MAX_SECONDS = 253_402_300_799;

const kept = (maxLength: number) => z.string().min(1).max(maxLength).refine(isStorable);

/** The claims of an identity provider; an invalid address counts as none. */
export const providerClaims = z.object({
  iss: kept(MAX_ISSUER),
  sub: kept(MAX_SUBJECT),
  email: emailSchema.refine(isStorable).nullable().catch(null).default(null),
  email_verified: z.unknown().optional(),
  // Seconds since 1970 of the authentication at the provider, which may have been hours ago.
  auth_time: z.number().nonnegative().max(MAX_SECONDS).optional().catch(undefined),
});

export type ProviderClaims = z.output<typeof providerClaims>;

/** Returns the time of authentication in milliseconds since 1970, at most `now`, which is also the default. */
export function toAuthenticatedAt({ auth_time: seconds }: ProviderClaims, now: number): number {
  return seconds === undefined ? now : Math.min(now, seconds * 1000);
}

/**
 * Whether the provider states that the address is verified: only the boolean true does. `assumed` applies to a
 * missing claim only.
 */
export function isEmailVerified({ email_verified: verified }: ProviderClaims, assumed: boolean): boolean {
  return verified === true || (assumed && verified === undefined);
}
