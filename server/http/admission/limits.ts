import type { BodyRate } from '../body/watch-body';
import type { Admission } from './admission';
import type { RateLimiter } from './rate-limit';
import type { StrangerLimit } from './stranger-limit';
import type { StreamSlots } from './stream-slots';

/** The limits that all APIs of a process share. */
export type Limits = {
  rate: RateLimiter;
  admission: Admission;
  bodyRate: BodyRate;
  strangers: StrangerLimit;
};

/** The limits of a process: those of its APIs, which the console shares, and the slots for streams. */
export type ProcessLimits = Limits & { streams: StreamSlots };
