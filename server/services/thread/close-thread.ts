import type { ServiceContext } from '../context';
import { toSessionView } from '../session/to-view';
import type { SessionView } from '../session/view';
import { advanceThread } from './advance-thread';
import type { ThreadRef } from './find-thread';

/** Ends the session of a thread; `wasOpen` is false when it had already ended. Throws not_found. */
export async function closeThread(
  ctx: ServiceContext,
  ref: ThreadRef,
): Promise<{ session: SessionView; wasOpen: boolean }> {
  const steps = [{ event: { type: 'session.ended' as const, at: ctx.clock.now() } }];
  const advanced = await advanceThread(ctx, ref, steps);
  return { session: toSessionView(advanced.row), wasOpen: advanced.kind === 'applied' };
}
