import { listOpenSignIns } from '@/server/db/sign-in/store';
import { findUser } from '@/server/db/user/store';
import { withChange } from '../audit/with-change';
import type { BaseContext } from '../context';
import { IDLE_MS } from '../sign-in/sign-in';
import { removeBreakpointsOf } from './remove-breakpoint';

/**
 * Removes the breakpoints of a person who has no sign-in left, in all organizations; the sessions that they hold are let go.
 * Never throws: a person is signed out also where this fails, and breakpoints expire.
 */
export async function removeBreakpointsOfSignedOut(ctx: BaseContext, userId: string): Promise<void> {
  try {
    const now = ctx.clock.now();
    const at = new Date(now);
    const seenAfter = new Date(now - IDLE_MS);
    const open = await listOpenSignIns(ctx.db, { userId, now: at, seenAfter, take: 1 });
    if (open.length > 0) return;
    const { orgIds = [] } = (await findUser(ctx.db, { userId })) ?? {};
    for (const orgId of orgIds)
      await withChange({ ...ctx, actor: { type: 'system', orgId } }, async (tx) => {
        const change = await removeBreakpointsOf(tx, { orgId, actors: [`user:${userId}`], at });
        return { result: undefined, change };
      });
    await ctx.breakpoints.refresh();
  } catch (err) {
    ctx.log.error({ err, requestId: ctx.requestId }, 'breakpoints of a signed-out person not removed');
  }
}
