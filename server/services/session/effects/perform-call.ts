import { type EffectRow, renewEffect } from '@/server/db/effect/store';
import type { EngineEvent } from '@/server/engine/protocol';
import type { HttpAttempt } from '@/server/gateways/http-client';
import { pause } from '@/server/shared/pause';
import type { TurnDeps } from '../turn/turn-input';
import { leaseOf } from './call-lease';
import { findRetryPause } from './call-retries';
import { priceResult } from './price-result';
import { sendCall } from './send-call';

/** The number of attempts beyond the author's limit when processes die during the call. */
const TAKEOVERS = 5;

/** The result of a call, as its session receives it. */
export type CallEvent = Extract<EngineEvent, { type: 'effect.succeeded' | 'effect.failed' }>;

/**
 * Makes a call whose lease this process holds, with its retries, outside any transaction. Returns the event for the session;
 * null when another process has the call now, or this one stops.
 */
export async function performCall(
  deps: TurnDeps,
  job: EffectRow,
  signal: AbortSignal,
): Promise<CallEvent | null> {
  const { request } = job;
  if (job.attempts > request.maxAttempts + TAKEOVERS) return toAbandoned(deps, job);
  for (let attempts = job.attempts; ; attempts += 1) {
    const { answer, sent } = await sendCall(deps, job, signal);
    if (signal.aborted) return null;
    const pauseMs = findRetryPause(answer, request, { attempts, now: deps.clock.now() });
    if (pauseMs === null) {
      const event = toEvent(deps, job, answer, sent ? attempts : attempts - 1);
      return priceResult(deps, { ...job, request: sent ?? request }, event);
    }
    if (!(await prepareRetry(deps, job, { attempts, pauseMs }, signal))) return null;
  }
}

async function prepareRetry(
  deps: TurnDeps,
  job: EffectRow,
  { attempts, pauseMs }: { attempts: number; pauseMs: number },
  signal: AbortSignal,
): Promise<boolean> {
  const { db, clock, processId } = deps;
  const { orgId, sessionId, key } = job;
  const leaseUntil = leaseOf(job.request, clock.now(), pauseMs);
  if (!(await renewEffect(db, { orgId, sessionId, key, leaseUntil, processId, attempts: attempts + 1 })))
    return false;
  await pause(pauseMs, signal);
  return !signal.aborted;
}

function toEvent({ clock }: TurnDeps, { key }: EffectRow, answer: HttpAttempt, attempts: number): CallEvent {
  const at = clock.now();
  if (answer.type === 'error') {
    const { response, ...failure } = answer.error;
    const error = { ...failure, attempts, ...(response && { response: { ...response, attempts } }) };
    return { type: 'effect.failed', at, effect: key, error };
  }
  const result = { ...answer.result, attempts };
  const { status, durationMs } = result;
  if (status >= 200 && status < 300) return { type: 'effect.succeeded', at, effect: key, result };
  const error = {
    code: 'status',
    message: `The answer has status ${status}.`,
    attempts,
    durationMs,
    response: result,
  };
  return { type: 'effect.failed', at, effect: key, error };
}

function toAbandoned({ clock }: TurnDeps, { key, attempts }: EffectRow): CallEvent {
  const message = `The call was started ${attempts - 1} times and never finished.`;
  const error = { code: 'network', message, attempts: attempts - 1, durationMs: 0 };
  return { type: 'effect.failed', at: clock.now(), effect: key, error };
}
