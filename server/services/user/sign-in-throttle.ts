import { createHash } from 'node:crypto';
import { addSignInTries, forgiveSignInTries, pruneSignInTries } from '@/server/db/sign-in-try-store';
import type { Platform } from '../context';

/*
 * S1 Every try counts before the password is looked at, so that tries at the same moment cannot pass together.
 * S2 Tries are counted in the database: another process, or the same one started again, knows of them.
 */

// The first two stop guessing from one place; the last bounds guessing at one person from many places.
const LIMITS = {
  emailAndAddress: { tries: 5, windowMs: 15 * 60_000 },
  address: { tries: 50, windowMs: 15 * 60_000 },
  email: { tries: 100, windowMs: 60 * 60_000 },
} as const;

type LimitName = keyof typeof LIMITS;
type Throttling = Pick<Platform, 'db' | 'clock'>;

const NAMES = ['emailAndAddress', 'address', 'email'] as const satisfies readonly LimitName[];

/** Counts a try to sign in; returns how long to wait in milliseconds, or null when it may go on. */
export async function countSignInTry(
  { db, clock }: Throttling,
  email: string,
  address: string,
): Promise<number | null> {
  const now = clock.now();
  const subjects = toSubjects(email, address);
  const tries = NAMES.map((name) => ({
    subject: subjects[name],
    endsAt: new Date(now + LIMITS[name].windowMs),
  }));
  const counted = await addSignInTries(db.pool, tries, new Date(now));
  const waits = NAMES.map((name) => {
    const row = counted.find(({ subject }) => subjects[name].equals(subject));
    return row && row.count > LIMITS[name].tries ? row.endsAt.getTime() - now : 0;
  });
  return Math.max(...waits) || null;
}

/** Forgets the tries of this person from this place, after they were let in. */
export async function forgetSignInTries({ db }: Throttling, email: string, address: string): Promise<void> {
  const subjects = toSubjects(email, address);
  await forgiveSignInTries(db.pool, subjects.emailAndAddress, [subjects.address, subjects.email]);
}

/** Deletes tries that no longer count; returns how many. */
export function pruneTries({ db, clock }: Platform, { limit }: { limit: number }): Promise<number> {
  return pruneSignInTries(db.pool, new Date(clock.now()), limit);
}

function toSubjects(email: string, address: string): Record<LimitName, Buffer> {
  return {
    emailAndAddress: hash(`both ${email} ${address}`),
    address: hash(`address ${address}`),
    email: hash(`email ${email}`),
  };
}

// What somebody typed into a form of this name may be their password: nothing of it is kept.
function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
