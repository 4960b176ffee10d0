import type { Admission } from './admission';
import type { RateLimiter } from './rate-limit';
import type { StrangerLimit } from './stranger-limit';
import type { BodyRate } from './watch-body';

/** What requests are held to, by all APIs of a process together. */
export type Limits = {
  rate: RateLimiter;
  admission: Admission;
  bodyRate: BodyRate;
  strangers: StrangerLimit;
};
