import type { WebhookSchedule } from '@/server/db/generated/enums';
import type { ChannelKind } from '../../channel/channel-facts';

/** When a delivery that failed is tried again. */
export type RetrySchedule = {
  /** How long the endpoint may take to answer. */
  timeoutMs: number;
  /** The pause after the failed attempt number 1, 2, 3 …; null when that was the last. Without its jitter. */
  pauseMs(attempts: number, maxRetryCount: number): number | null;
};

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

// What umi's 2^n comes to is not bounded by its documents; a day is as long as anybody would wait.
const LONGEST_PAUSE_MS = 24 * HOUR_MS;
// The same bound for what an endpoint asks for.
const LONGEST_RETRY_AFTER_MS = 24 * HOUR_MS;

// flowrest says "exponential, for up to 4 hours": doubled from 7 s, 11 retries take 3 h 59 min together.
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
 * All schedules. `umi` is its document's: 5 s, 2^n seconds for the n-th retry (n = 1, 2, 3 …: where n begins is not
 * said), as many retries as the channel allows. `hours` has 12 attempts within 4 hours. `long` has 10 within about 75.
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

// What chat's vendor does is not published: as flowrest's.
const VENDOR: Readonly<Record<ChannelKind, RetrySchedule>> = {
  umi: RETRY_SCHEDULES.umi,
  flowrest: RETRY_SCHEDULES.hours,
  chat: RETRY_SCHEDULES.hours,
};

/** The schedule of a channel. */
export function getRetrySchedule(kind: ChannelKind, setting: WebhookSchedule): RetrySchedule {
  return setting === 'long' ? RETRY_SCHEDULES.long : VENDOR[kind];
}

export type AttemptFacts = {
  /** From 0 to below 1: spreads the attempts of many deliveries over a second. */
  random: number;
  /** What the endpoint asked for; null when it did not. */
  retryAfterMs: number | null;
  maxRetryCount: number;
};

/**
 * How long after the failure of attempt number `attempts` the next one is made, in milliseconds, or `dead` when there
 * is none. What the endpoint asks for, up to a day, moves it later, never earlier, and adds no attempt.
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
