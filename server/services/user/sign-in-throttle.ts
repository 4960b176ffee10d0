import { createHash } from 'node:crypto';
import {
  deleteSignInAttempts,
  pruneSignInAttempts,
  upsertPersonAttempt,
  upsertSignInAttempt,
} from '@/server/db/sign-in/attempts';
import { domainError } from '@/server/shared/errors';
import type { Platform } from '../context';
import { toPlace } from '../sign-in/place';
import { KEPT_MS } from '../sign-in/sign-in';

/*
 * attempts/count-first: an attempt counts before the password is checked, so that concurrent attempts cannot all
 *   pass.
 * attempts/shared: attempts are counted in the database, over processes and restarts.
 * attempts/narrow-first: an attempt counts for a limit only if every narrower one admitted it, so that attempts from
 *   one place never use up the limit of a person or of others at that place.
 * attempts/known-places: attempts from a place where the person signed in within 90 days are exempt from the limit
 *   over all places, so that strangers cannot lock anybody out there.
 */

// From narrow to wide: the first two limit guessing from one place, the last limits guessing from many.
const LIMITS = {
  personAtPlace: { tries: 5, windowMs: 15 * 60_000 },
  place: { tries: 50, windowMs: 15 * 60_000 },
  person: { tries: 100, windowMs: 60 * 60_000 },
} as const;

type Limit = (typeof LIMITS)[keyof typeof LIMITS];
type Throttling = Pick<Platform, 'db' | 'clock'>;

/** An attempt to enter a secret of a person, known by email or id, and its address. */
export type SignInAttempt = {
  by: { email: string } | { userId: string };
  address: string;
  /** The secret; a password by default. A correct password does not refund attempts of a code. */
  shows?: 'code';
};

export type CountedAttempt =
  /** `isFirst` when this attempt reached the limit. */
  | { outcome: 'throttled'; retryAfterMs: number; isFirst: boolean }
  /** `forgive` refunds the attempt after the secret was correct. */
  | { outcome: 'counted'; forgive: () => Promise<void> };

/** Counts an attempt to enter a password or another secret, before it is checked. */
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
    const attempt = { subject, endsAt: new Date(now + limit.windowMs), now: new Date(now) };
    return toRefusal(await upsertSignInAttempt(db, attempt), limit, now);
  };
  const refusedHere = await count(here, LIMITS.personAtPlace);
  if (refusedHere) return refusedHere;
  for (const subject of all) {
    const refused = await count(subject, LIMITS.place);
    if (refused) return refused;
  }
  const row = await upsertPersonAttempt(db, {
    ...{ email: null, userId: null, ...by, place },
    subject: person,
    endsAt: new Date(now + LIMITS.person.windowMs),
    now: new Date(now),
    knownSince: new Date(now - KEPT_MS),
  });
  const refused = toRefusal(row, LIMITS.person, now);
  if (refused) return refused;
  const counted = row ? [...all, person] : all;
  return { outcome: 'counted', forgive: () => deleteSignInAttempts(db, { subject: here, others: counted }) };
}

/** The error for a throttled person. */
export function tooManyAttempts(retryAfterMs: number): Error {
  const { tries: limit, windowMs } = LIMITS.personAtPlace;
  return domainError('rate_limited', { limit, windowMs, retryAfterMs, whose: 'person' });
}

/** Deletes expired attempts; returns how many. */
export function pruneAttempts({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneSignInAttempts(db, { now: new Date(clock.now()), limit });
}

type Counted = { count: number; endsAt: Date } | null;

function toRefusal(row: Counted, { tries }: Limit, now: number): CountedAttempt | null {
  if (!row || row.count <= tries) return null;
  const retryAfterMs = Math.max(1, row.endsAt.getTime() - now);
  return { outcome: 'throttled', retryAfterMs, isFirst: row.count === tries + 1 };
}

// A person may type a password into the email field, so only hashes are stored.
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
