import type { TimerRow } from '@/server/db/timer/store';
import type { Platform } from '../../context';
import { advanceByTimer } from './advance-by-timer';

/**
 * Returns control to the flow when its timer fires, unless the timer was moved after it was claimed. Throws not_found, and
 * overloaded when other turns keep coming first.
 */
export function handBackOnTimeout(platform: Platform, timer: TimerRow): Promise<void> {
  return advanceByTimer(platform, timer, (_, at) => ({
    steps: [{ event: { type: 'control.changed', at, control: 'flow' } }],
  }));
}
