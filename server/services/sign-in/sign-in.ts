/*
 * A person's sign-in to the console: a row that the cookie names.
 * sign-in/looked-up: every request looks its sign-in up; one that was ended, has lapsed, or began with other credentials
 *   opens nothing, whoever holds a copy of its cookie.
 * sign-in/two-lifetimes: a sign-in ends at a fixed time after it began, and when it was not used for 14 days; where the fixed
 *   time is shorter, it alone decides.
 */

/** What the signed cookie carries: enough to find the sign-in, nothing to trust by itself. */
export type SignIn = { id: string; userId: string; orgId: string; credentialsRev: number };

/** Somebody who has shown who they are, and the organization that they begin in. */
export type Account = Pick<SignIn, 'userId' | 'orgId' | 'credentialsRev'>;

/** How somebody shows who they are. */
export type SignInMethod = 'password' | 'oidc';

/** How long a sign-in may go unused. */
export const IDLE_MS = 14 * 86_400_000;

/** A use is written down when the last one that was is this old. */
export const SEEN_EVERY_MS = 5 * 60_000;

/** How long a sign-in is kept after it was last seen, as a place that the person has signed in from. */
export const KEPT_MS = 90 * 86_400_000;
