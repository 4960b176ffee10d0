import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Platform } from '../context';

// Every try counts before the password is looked at, so that tries at the same moment cannot pass together.
// The first two stop guessing from one place; the last bounds guessing at one person from many places.
const LIMITS = {
  emailAndAddress: { points: 5, duration: 15 * 60 },
  address: { points: 50, duration: 15 * 60 },
  email: { points: 100, duration: 60 * 60 },
} as const;

type LimitName = keyof typeof LIMITS;
type Throttle = Record<LimitName, RateLimiterMemory>;

const throttles = new WeakMap<Platform['db'], Throttle>();

/** Counts a try to sign in; returns how long to wait in milliseconds, or null when it may go on. */
export async function countSignInTry(
  db: Platform['db'],
  email: string,
  address: string,
): Promise<number | null> {
  const throttle = throttleOf(db);
  const waits = await Promise.all([
    count(throttle.emailAndAddress, `${email} ${address}`),
    count(throttle.address, address),
    count(throttle.email, email),
  ]);
  return Math.max(...waits) || null;
}

/** Forgets the tries of this person from this place, after they were let in. */
export async function forgetSignInTries(db: Platform['db'], email: string, address: string): Promise<void> {
  const throttle = throttleOf(db);
  await throttle.emailAndAddress.delete(`${email} ${address}`);
  await throttle.address.reward(address);
  await throttle.email.reward(email);
}

async function count(limiter: RateLimiterMemory, key: string): Promise<number> {
  try {
    await limiter.consume(key);
    return 0;
  } catch (refusal) {
    if (refusal instanceof RateLimiterRes) return refusal.msBeforeNext;
    throw refusal;
  }
}

function throttleOf(db: Platform['db']): Throttle {
  const known = throttles.get(db);
  if (known) return known;
  const made: Throttle = {
    emailAndAddress: new RateLimiterMemory(LIMITS.emailAndAddress),
    address: new RateLimiterMemory(LIMITS.address),
    email: new RateLimiterMemory(LIMITS.email),
  };
  throttles.set(db, made);
  return made;
}
