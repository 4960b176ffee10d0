import { z } from 'zod';
import { isStorable } from '@/server/shared/json';
import { emailSchema } from './schema';

// OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. Others are taken as long as they can be kept.
const MAX_SUBJECT = 255;
const MAX_ISSUER = 2_000;

// The year 9999, beyond which no date can be stored.
const MAX_SECONDS = 253_402_300_799;

const kept = (maxLength: number) => z.string().min(1).max(maxLength).refine(isStorable);

/** What an identity provider says of somebody. Of an address that is none, nothing is taken. */
export const providerClaims = z.object({
  iss: kept(MAX_ISSUER),
  sub: kept(MAX_SUBJECT),
  email: emailSchema.refine(isStorable).nullable().catch(null).default(null),
  email_verified: z.unknown().optional(),
  // Seconds since 1970 at which the provider saw a credential; a single sign-on may have been hours ago.
  auth_time: z.number().nonnegative().max(MAX_SECONDS).optional().catch(undefined),
});

export type ProviderClaims = z.output<typeof providerClaims>;

/** When the provider saw a credential, in milliseconds since 1970, at the latest `now`; `now` where it does not say. */
export function toAuthenticatedAt({ auth_time: seconds }: ProviderClaims, now: number): number {
  return seconds === undefined ? now : Math.min(now, seconds * 1000);
}

/**
 * Tells whether the provider says that the address is the person's. Only the boolean true says so; `assumed` is for
 * providers that leave the claim out, and does not outweigh one that says anything else.
 */
export function isEmailVerified({ email_verified: said }: ProviderClaims, assumed: boolean): boolean {
  return said === true || (assumed && said === undefined);
}
