import { addRateWindows } from '@/server/db/rate-window/store';
import { type Admission, createAdmission } from '@/server/http/admission/admission';
import type { ProcessLimits } from '@/server/http/admission/limits';
import { createRateLimiter, type RateLimiter } from '@/server/http/admission/rate-limit';
import { createStrangerLimit } from '@/server/http/admission/stranger-limit';
import { createStreamSlots, type StreamSlots } from '@/server/http/admission/stream-slots';
import type { Platform } from '@/server/services/context';
import { createRateWindows } from '@/server/services/rate-limit/rate-windows';
import type { Env } from './env';

/*
 * limits/one-for-all  The public APIs and the console of a process share the same limits.
 */

/** The parts of a process that its limits need. */
export type LimitParts = Pick<Platform, 'db' | 'clock' | 'log' | 'meters'> & {
  env: Env;
  /** Aborted when the process stops: streams end then. */
  stopping: AbortSignal;
};

const MINUTE_MS = 60_000;
const MEBIBYTE = 2 ** 20;

/** Creates the limits of a process. */
export function openLimits(parts: LimitParts): ProcessLimits {
  const { env, meters } = parts;
  const admission = openAdmission(env);
  meters.watchAdmission(admission.counts);
  return {
    rate: openLimiter(parts),
    admission,
    bodyRate: {
      graceMs: env.PARLEY_BODY_GRACE_SECONDS * 1_000,
      bytesPerSecond: env.PARLEY_BODY_BYTES_PER_SECOND,
    },
    strangers: createStrangerLimit({
      clock: parts.clock,
      limit: env.PARLEY_STRANGER_LIMIT_PER_MINUTE,
      windowMs: MINUTE_MS,
    }),
    streams: openStreams(parts),
  };
}

function openLimiter({ db, clock, log, meters, env, stopping }: LimitParts): RateLimiter {
  const windows = createRateWindows({
    sync: (counts) => addRateWindows(db, counts),
    meters,
    clock,
    log,
    windowMs: MINUTE_MS,
  });
  stopping.addEventListener('abort', () => windows.close(), { once: true });
  return createRateLimiter({
    windows,
    perKey: env.PARLEY_RATE_LIMIT_PER_MINUTE,
    perOrganization: env.PARLEY_RATE_LIMIT_PER_ORG_PER_MINUTE,
  });
}

function openAdmission(env: Env): Admission {
  return createAdmission({
    places: env.PARLEY_REQUESTS_AT_ONCE,
    queue: env.PARLEY_REQUESTS_WAITING,
    waitMs: env.PARLEY_REQUEST_WAIT_SECONDS * 1_000,
    requests: env.PARLEY_REQUESTS_OPEN,
    bodyBytes: env.PARLEY_BODY_MEMORY_MIB * MEBIBYTE,
    strangerBytes: env.PARLEY_STRANGER_BODY_MEMORY_MIB * MEBIBYTE,
  });
}

function openStreams({ env, stopping }: LimitParts): StreamSlots {
  const streams = createStreamSlots(env.PARLEY_EVENT_STREAMS);
  stopping.addEventListener('abort', () => streams.closeAll(), { once: true });
  return streams;
}
