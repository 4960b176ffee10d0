import type { BaseContext } from '../context';
import { releaseBatch } from './release-conversations';

// More than almost anybody has; the worker does the rest.
const AT_ONCE = 200;

/** Releases the conversations of somebody who may no longer answer, as far as one call can; never throws. */
export async function tryReleaseConversations(
  ctx: BaseContext,
  person: { orgId: string; userId: string },
): Promise<void> {
  try {
    await releaseBatch(ctx, person, AT_ONCE);
  } catch (err) {
    ctx.log.error({ err, ...person }, 'conversations not released, will retry');
  }
}
