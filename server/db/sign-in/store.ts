import type { Db } from '../connection/transaction';
import type { Role } from '../generated/enums';
import type { SignInModel } from '../generated/models';
import { defineStatement } from '../statement/statement';

export type SignInRow = SignInModel;

/** A sign-in as its cookie names it, and what it is held against. */
export type SignInCheck = {
  id: string;
  userId: string;
  orgId: string;
  now: Date;
  /** One that was not seen since then has lapsed. */
  seenAfter: Date;
};

export type CheckedSignIn = { role: Role; authenticatedAt: Date; lastSeenAt: Date; lacksFactor: boolean };

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

/** Finds what a sign-in may act as in an organization, in one statement; null when it no longer holds there. */
export async function findSignInForCheck({ pool }: Db, asked: SignInCheck): Promise<CheckedSignIn | null> {
  return (await pool.query<CheckedSignIn>(check(asked))).rows[0] ?? null;
}

const SHOWN = {
  id: true,
  method: true,
  createdAt: true,
  lastSeenAt: true,
  address: true,
  userAgent: true,
} as const;

export type ShownSignIn = Pick<SignInRow, keyof typeof SHOWN>;

/** The sign-ins of a person that hold, the one last seen first. */
export async function listOpenSignIns(
  { prisma }: Db,
  asked: { userId: string; now: Date; seenAfter: Date; take: number },
): Promise<ShownSignIn[]> {
  const user = await prisma.user.findUnique({
    where: { id: asked.userId },
    select: { credentialsRev: true },
  });
  if (!user) return [];
  return prisma.signIn.findMany({
    where: {
      userId: asked.userId,
      credentialsRev: user.credentialsRev,
      endedAt: null,
      expiresAt: { gt: asked.now },
      lastSeenAt: { gt: asked.seenAfter },
    },
    select: SHOWN,
    orderBy: [{ lastSeenAt: 'desc' }, { id: 'desc' }],
    take: asked.take,
  });
}

/** Deletes sign-ins that were last seen before a time; returns how many. */
export async function pruneSignIns({ pool }: Db, before: Date, limit: number): Promise<number> {
  const text = `DELETE FROM sign_ins WHERE id IN
    (SELECT id FROM sign_ins WHERE last_seen_at <= $1 ORDER BY last_seen_at LIMIT $2 FOR UPDATE SKIP LOCKED)`;
  return (await pool.query({ text, values: [before, limit] })).rowCount ?? 0;
}
