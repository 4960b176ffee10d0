/*
 * The outcome of an attempt.
 *
 * delivery/only-2xx: only a 2xx status delivers; a redirect is a failure.
 * delivery/410-disables: on a channel with `disableOnGone`, 410 Gone makes the delivery dead and disables the webhook.
 * delivery/retry-then-dead: everything else, including a blocked address, is retried on schedule and dead after the
 *   last attempt, and kept until it is sent again.
 */
import type { AttemptRecord, NextDelivery } from '@/server/db/delivery/attempts';
import { parseRetryAfter } from './parse-retry-after';
import { getRetryDelay, getRetrySchedule } from './retry-schedules';

export type AttemptVerdict =
  | { type: 'delivered' }
  /** Retry after `delayMs`. */
  | { type: 'again'; delayMs: number; reason: string }
  /** `gone`: the endpoint answered 410, which disables the webhook. */
  | { type: 'dead'; reason: string; gone: boolean };

const GONE = 410;

/** Decides the outcome of an attempt; `random` is from 0 to below 1. */
export function classifyAttempt(
  delivery: Pick<NextDelivery, 'kind' | 'webhookSchedule' | 'maxRetryCount' | 'disableOnGone' | 'attempts'>,
  { status, headers, error }: AttemptRecord,
  { now, random }: { now: number; random: number },
): AttemptVerdict {
  if (status !== null && status >= 200 && status < 300) return { type: 'delivered' };
  const reason = status === null ? (error ?? 'No response.') : `The endpoint answered ${status}.`;
  if (status === GONE && delivery.disableOnGone) return { type: 'dead', reason, gone: true };
  const delayMs = getRetryDelay(
    getRetrySchedule(delivery.kind, delivery.webhookSchedule),
    delivery.attempts + 1,
    {
      random,
      retryAfterMs: status === null ? null : parseRetryAfter(status, headers ?? {}, now),
      maxRetryCount: delivery.maxRetryCount,
    },
  );
  return delayMs === 'dead' ? { type: 'dead', reason, gone: false } : { type: 'again', delayMs, reason };
}
