import { createHash } from 'node:crypto';
import {
  deleteSignInTries,
  pruneSignInTries,
  upsertPersonTry,
  upsertSignInTries,
} from '@/server/db/sign-in/tries';
import { domainError } from '@/server/shared/errors';
import type { Platform } from '../context';
import { toPlace } from '../sign-in/place';
import { KEPT_MS } from '../sign-in/sign-in';

/*
 * S1 Every try counts before the password is looked at, so that tries at the same moment cannot pass together.
 * S2 Tries are counted in the database: another process, or the same one started again, knows of them.
 * tries/narrow-first: a try counts for a limit only where every narrower one let it through, so that no number of tries
 *   from one place uses up what a person or others at that place have.
 * tries/known-places: tries from a place that the person has signed in from within 90 days do not fall under the limit
 *   over all places, so that strangers elsewhere do not lock anybody out there.
 */

// From the narrowest to the widest. The first two stop guessing from one place; the last bounds guessing from many.
const LIMITS = {
  personAtPlace: { tries: 5, windowMs: 15 * 60_000 },
  place: { tries: 50, windowMs: 15 * 60_000 },
  person: { tries: 100, windowMs: 60 * 60_000 },
} as const;

type Limit = (typeof LIMITS)[keyof typeof LIMITS];
type Throttling = Pick<Platform, 'db' | 'clock'>;

/** Somebody who shows a secret of a person: who they say they are, or are already known to be, and from where. */
export type SignInAttempt = {
  by: { email: string } | { userId: string };
  address: string;
  /** What is shown; a password unless given. A right password takes back no try of a code. */
  shows?: 'code';
};

export type CountedAttempt =
  /** `isFirst` where this try is the one that reached the limit. */
  | { outcome: 'throttled'; retryAfterMs: number; isFirst: boolean }
  /** `forgive` takes the try back, after the secret was right. */
  | { outcome: 'counted'; forgive: () => Promise<void> };

/** Counts a try to show a password or another secret, before it is looked at. */
export async function countAttempt(
  { db, clock }: Throttling,
  { by, address, shows }: SignInAttempt,
): Promise<CountedAttempt> {
  const now = clock.now();
  const place = toPlace(address);
  const whom = 'email' in by ? `email ${by.email}` : `user ${by.userId}`;
  const who = shows ? `${whom} ${shows}` : whom;
  const here = hash(`both ${who} ${place ?? ''}`);
  const all = place === null ? [] : [hash(`place ${place}`)];
  const person = hash(who);
  const count = async (subject: Buffer, limit: Limit) => {
    const tries = [{ subject, endsAt: new Date(now + limit.windowMs) }];
    return toRefusal((await upsertSignInTries(db, tries, new Date(now)))[0], limit, now);
  };
  const refusedHere = await count(here, LIMITS.personAtPlace);
  if (refusedHere) return refusedHere;
  for (const subject of all) {
    const refused = await count(subject, LIMITS.place);
    if (refused) return refused;
  }
  const row = await upsertPersonTry(db, {
    ...{ email: null, userId: null, ...by, place },
    subject: person,
    endsAt: new Date(now + LIMITS.person.windowMs),
    now: new Date(now),
    knownSince: new Date(now - KEPT_MS),
  });
  const refused = toRefusal(row, LIMITS.person, now);
  if (refused) return refused;
  const counted = row ? [...all, person] : all;
  return { outcome: 'counted', forgive: () => deleteSignInTries(db, here, counted) };
}

/** The error for somebody who was throttled. */
export function tooManyAttempts(retryAfterMs: number): Error {
  const { tries: limit, windowMs } = LIMITS.personAtPlace;
  return domainError('rate_limited', { limit, windowMs, retryAfterMs, whose: 'person' });
}

/** Deletes tries that no longer count; returns how many. */
export function pruneAttempts({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneSignInTries(db, new Date(clock.now()), limit);
}

type Counted = { count: number; endsAt: Date } | null | undefined;

function toRefusal(row: Counted, { tries }: Limit, now: number): CountedAttempt | null {
  if (!row || row.count <= tries) return null;
  const retryAfterMs = Math.max(1, row.endsAt.getTime() - now);
  return { outcome: 'throttled', retryAfterMs, isFirst: row.count === tries + 1 };
}

// What somebody typed into a form of this name may be their password: nothing of it is kept.
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
