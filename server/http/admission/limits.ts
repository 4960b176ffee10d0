import type { BodyRate } from '../body/watch-body';
import type { Admission } from './admission';
import type { RateLimiter } from './rate-limit';
import type { StrangerLimit } from './stranger-limit';
import type { StreamSlots } from './stream-slots';

/** What requests are held to, by all APIs of a process together. */
export type Limits = {
  rate: RateLimiter;
  admission: Admission;
  bodyRate: BodyRate;
  strangers: StrangerLimit;
};

/** The limits of a process: those of the APIs, which are the console's, too, and the places for streams. */
export type ProcessLimits = Limits & { streams: StreamSlots };
