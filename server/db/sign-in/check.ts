import type { Role } from '@/server/shared/scopes';
import type { Db } from '../connection/transaction';
import { defineStatement } from '../statement/statement';

/** A sign-in as its cookie names it, and what it is held against. */
export type SignInCheck = {
  id: string;
  userId: string;
  orgId: string;
  now: Date;
  /** A sign-in that was last seen before this has lapsed. */
  seenAfter: Date;
};

export type CheckedSignIn = { role: Role; authenticatedAt: Date; lastSeenAt: Date; lacksFactor: boolean };

// Hot: every request of the console sends it.
const check = defineStatement<SignInCheck>(
  'check_sign_in',
  `SELECT m.role, s.authenticated_at "authenticatedAt", s.last_seen_at "lastSeenAt",
     o.requires_factor AND s.method = 'password'
       AND NOT EXISTS (SELECT FROM factors f WHERE f.user_id = s.user_id AND f.confirmed_at IS NOT NULL) "lacksFactor"
   FROM sign_ins s
   JOIN users u ON u.id = s.user_id AND u.credentials_rev = s.credentials_rev
   JOIN members m ON m.user_id = s.user_id AND m.org_id = :orgId::uuid
   JOIN organizations o ON o.id = m.org_id
   WHERE s.id = :id::uuid AND s.user_id = :userId::uuid
     AND s.ended_at IS NULL AND s.expires_at > :now AND s.last_seen_at > :seenAfter`,
);

/** Finds what a sign-in may act as in an organization; null when it has no effect there any more. */
export async function findSignInForCheck({ pool }: Db, asked: SignInCheck): Promise<CheckedSignIn | null> {
  return (await pool.query<CheckedSignIn>(check(asked))).rows[0] ?? null;
}
