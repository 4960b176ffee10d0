import { findBreakpoint } from '@/server/db/breakpoint/store';
import type { TimerRow } from '@/server/db/timer/store';
import type { Platform } from '../../context';
import { advanceByTimer } from '../effects/advance-by-timer';
import { findHold } from './advance-held';

/**
 * Lets a held session go when its timer fires, unless a person holds it longer. Throws not_found, and overloaded when other
 * turns keep coming first.
 */
export function releaseOnTimeout(platform: Platform, timer: TimerRow): Promise<void> {
  const { orgId, sessionId } = timer;
  return advanceByTimer(platform, timer, async (known, at) => {
    const stop = findHold(known)?.stop;
    const isSet = stop && (await findBreakpoint(platform.db, { orgId, id: stop.breakpoint }));
    const reason = isSet ? ('timeout' as const) : ('removed' as const);
    return {
      steps: [{ event: { type: 'debug.released', at, reason } }],
      audit: () => {
        const change = { name: stop?.node ?? '', before: null, after: { ...stop, reason } };
        return { orgId, actor: 'system', action: 'session.released', thingId: sessionId, ...change };
      },
    };
  });
}
