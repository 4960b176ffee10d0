/*
 * What an attempt means for its delivery.
 *
 * D7 Only a status of 2xx delivers. A redirect is an answer like any other, and a failure.
 * D8 410 says that the endpoint is gone for good: the delivery is dead and the channel's webhook disabled.
 * D9 Everything else is tried again by the schedule, an address that may not be called included, and dead after its last
 *    attempt: kept until somebody sends it again.
 */
import type { AttemptRecord, NextDelivery } from '@/server/db/delivery/attempts';
import { parseRetryAfter } from './parse-retry-after';
import { getRetryDelay, getRetrySchedule } from './retry-schedules';

export type AttemptVerdict =
  | { type: 'delivered' }
  /** `delayMs` from now. */
  | { type: 'again'; delayMs: number; reason: string }
  /** `gone`: nothing is to be sent there again. */
  | { type: 'dead'; reason: string; gone: boolean };

const GONE = 410;

/** Judges an attempt; `random` is from 0 to below 1. */
export function classifyAttempt(
  delivery: Pick<NextDelivery, 'kind' | 'webhookSchedule' | 'maxRetryCount' | 'attempts'>,
  { status, headers, error }: AttemptRecord,
  { now, random }: { now: number; random: number },
): AttemptVerdict {
  if (status !== null && status >= 200 && status < 300) return { type: 'delivered' };
  const reason = status === null ? (error ?? 'Nothing came back.') : `The endpoint answered ${status}.`;
  if (status === GONE) return { type: 'dead', reason, gone: true };
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
