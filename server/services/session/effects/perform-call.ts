import { type EffectRow, renewEffect } from '@/server/db/effect/store';
import { pause } from '@/server/shared/pause';
import type { TurnDeps } from '../turn/turn-input';
import { leaseOf } from './call-lease';
import { findRetryPause } from './call-retries';
import { priceResult } from './price-result';
import { type SentCall, sendCall } from './send-call';
import { createReplyShow } from './stream/show-reply';
import { type CallEvent, toCallEvent } from './to-call-event';

/** The number of attempts beyond the author's limit when processes die during the call. */
const TAKEOVERS = 5;

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
    const { answer, sent } = await sendShowing(deps, job, signal);
    if (signal.aborted) return null;
    const pauseMs = findRetryPause(answer, request, { attempts, now: deps.clock.now() });
    if (pauseMs === null) {
      const event = toCallEvent(answer, {
        ...{ effect: job.key, at: deps.clock.now() },
        attempts: sent ? attempts : attempts - 1,
      });
      return priceResult(deps, { ...job, request: sent ?? request }, event);
    }
    if (!(await prepareRetry(deps, job, { attempts, pauseMs }, signal))) return null;
  }
}

/** Makes one attempt, and shows its reply while it arrives if the flow asks for that. */
async function sendShowing(deps: TurnDeps, job: EffectRow, signal: AbortSignal): Promise<SentCall> {
  if (!job.request.streamed) return sendCall(deps, job, { signal });
  const reply = createReplyShow(deps, job);
  try {
    return await sendCall(deps, job, { signal, onText: reply.show });
  } finally {
    await reply.end();
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

function toAbandoned({ clock }: TurnDeps, { key, attempts }: EffectRow): CallEvent {
  const message = `The call was started ${attempts - 1} times and never finished.`;
  const error = { code: 'network', message, attempts: attempts - 1, durationMs: 0 };
  return { type: 'effect.failed', at: clock.now(), effect: key, error };
}
