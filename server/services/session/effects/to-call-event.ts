import type { EngineEvent } from '@/server/engine/protocol';
import type { HttpAttempt } from '@/server/gateways/http-client';

/** The result of a call, as its session receives it. */
export type CallEvent = Extract<EngineEvent, { type: 'effect.succeeded' | 'effect.failed' }>;

type Made = { effect: string; at: number; attempts: number };

/** The last attempt of a call as an event of its session; a status outside 2xx is a failure. */
export function toCallEvent(answer: HttpAttempt, { effect, at, attempts }: Made): CallEvent {
  if (answer.type === 'error') {
    const { response, ...failure } = answer.error;
    const error = { ...failure, attempts, ...(response && { response: { ...response, attempts } }) };
    return { type: 'effect.failed', at, effect, error };
  }
  const result = { ...answer.result, attempts };
  const { status, durationMs } = result;
  if (status >= 200 && status < 300) return { type: 'effect.succeeded', at, effect, result };
  const message = `The answer has status ${status}.`;
  const error = { code: 'status', message, attempts, durationMs, response: result };
  return { type: 'effect.failed', at, effect, error };
}
