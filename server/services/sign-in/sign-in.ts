/*
 * A person's sign-in to the console, as a row that the cookie identifies.
 * sign-in/looked-up: every request looks its sign-in up; one that has ended or expired, or started with earlier
 *   credentials, is invalid, even in a copied cookie.
 * sign-in/two-lifetimes: a sign-in expires at a fixed time after its start, and after 14 days without use; a shorter
 *   fixed time takes precedence.
 */

/** The content of the signed cookie, which identifies the sign-in and grants nothing by itself. */
export type SignIn = { id: string; userId: string; orgId: string; credentialsRev: number };

/** An authenticated person, and the organization of their new sign-in. */
export type Account = Pick<SignIn, 'userId' | 'orgId' | 'credentialsRev'>;

/** The method of authentication. */
export type SignInMethod = 'password' | 'oidc';

/** The time for which a sign-in may be unused. */
export const IDLE_MS = 14 * 86_400_000;

/** The minimum age of `lastSeenAt` before it is updated. */
export const SEEN_EVERY_MS = 5 * 60_000;

/** The time for which a sign-in is kept as a known place after it was last seen. */
export const KEPT_MS = 90 * 86_400_000;
