import { listOpenSignIns } from '@/server/db/sign-in/store';
import type { ServiceContext } from '../context';
import { requireUser } from '../user/require-user';
import { describeUserAgent, type UserAgent } from './describe-user-agent';
import { IDLE_MS } from './sign-in';

const MOST = 100;

/** A sign-in as its person sees it. */
export type SignInView = UserAgent & {
  id: string;
  method: string;
  address: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  /** Whether the request came from it. */
  isThisOne: boolean;
};

/** Lists the person's active sign-ins, last seen first, at most 100. */
export async function listSignIns(ctx: ServiceContext): Promise<SignInView[]> {
  const { userId, signInId } = requireUser(ctx);
  const now = ctx.clock.now();
  const rows = await listOpenSignIns(ctx.db, {
    userId,
    now: new Date(now),
    seenAfter: new Date(now - IDLE_MS),
    take: MOST,
  });
  return rows.map(({ userAgent, ...row }) => ({
    ...row,
    ...describeUserAgent(userAgent),
    isThisOne: row.id === signInId,
  }));
}
