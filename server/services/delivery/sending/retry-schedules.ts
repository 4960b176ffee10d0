import type { WebhookSchedule } from '@/server/db/statement/checked-values';
import type { ChannelKind } from '../../channel/channel-facts';

/** The retries of a failed delivery. */
export type RetrySchedule = {
  /** The timeout of one attempt. */
  timeoutMs: number;
  /** The pause after failed attempt number `attempts` (from 1), without jitter; null after the last attempt. */
  pauseMs(attempts: number, maxRetryCount: number): number | null;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

// umi's documentation sets no limit to 2^n seconds; longer than a day is of no use.
const LONGEST_PAUSE_MS = 24 * HOUR_MS;
// The longest Retry-After that is respected.
const LONGEST_RETRY_AFTER_MS = 24 * HOUR_MS;

// flowrest documents "exponential, for up to 4 hours": doubled from 7 s, 11 retries take 3 h 59 min in total.
const FIRST_HOURS_PAUSE_MS = 7 * SECOND_MS;
const HOURS_RETRIES = 11;

const LONG_PAUSES_MS = [
  5 * SECOND_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  5 * HOUR_MS,
  10 * HOUR_MS,
  14 * HOUR_MS,
  20 * HOUR_MS,
  24 * HOUR_MS,
];

/**
 * `umi` as documented: 5 s timeout, 2^n seconds before retry n (from 1, which is not documented), as many retries as
 * the channel is set to. `hours` has 12 attempts within 4 hours, `long` has 10 within about 75.
 */
export const RETRY_SCHEDULES = {
  umi: {
    timeoutMs: 5 * SECOND_MS,
    pauseMs: (attempts, maxRetryCount) =>
      attempts > maxRetryCount ? null : Math.min(2 ** attempts * SECOND_MS, LONGEST_PAUSE_MS),
  },
  hours: {
    timeoutMs: 15 * SECOND_MS,
    pauseMs: (attempts) => (attempts > HOURS_RETRIES ? null : FIRST_HOURS_PAUSE_MS * 2 ** (attempts - 1)),
  },
  long: {
    timeoutMs: 15 * SECOND_MS,
    pauseMs: (attempts) => LONG_PAUSES_MS[attempts - 1] ?? null,
  },
} satisfies Record<string, RetrySchedule>;

// chat's schedule is not published; it uses flowrest's.
const VENDOR: Readonly<Record<ChannelKind, RetrySchedule>> = {
  umi: RETRY_SCHEDULES.umi,
  flowrest: RETRY_SCHEDULES.hours,
  chat: RETRY_SCHEDULES.hours,
};

/** Returns the schedule of a channel. */
export function getRetrySchedule(kind: ChannelKind, setting: WebhookSchedule): RetrySchedule {
  return setting === 'long' ? RETRY_SCHEDULES.long : VENDOR[kind];
}

export type AttemptFacts = {
  /** From 0 to below 1; spreads attempts over a second. */
  random: number;
  /** The delay that the endpoint asked for; null for none. */
  retryAfterMs: number | null;
  maxRetryCount: number;
};

/**
 * Returns the delay in milliseconds after failed attempt number `attempts`, or `dead` after the last one. A
 * Retry-After of up to a day can extend the delay, never shorten it, and adds no attempt.
 */
export function getRetryDelay(
  schedule: RetrySchedule,
  attempts: number,
  { random, retryAfterMs, maxRetryCount }: AttemptFacts,
): number | 'dead' {
  const pauseMs = schedule.pauseMs(attempts, maxRetryCount);
  if (pauseMs === null) return 'dead';
  const askedMs = Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  return Math.round(Math.max(pauseMs + random * SECOND_MS, askedMs));
}
