import type { EffectRow } from '@/server/db/effect/store';
import type { TurnDeps } from '../turn/turn-input';
import { performCall } from './perform-call';
import type { CallEvent } from './to-call-event';
import { traceCall } from './trace-call';

/** Gives the session the result of its call. */
type Resume = (deps: TurnDeps, call: EffectRow, event: CallEvent) => Promise<void>;

/** Starts a call whose lease this process holds. If it fails in any way, another process takes it over. */
export function startCall(deps: TurnDeps, call: EffectRow, resume: Resume): void {
  const run = async (signal: AbortSignal): Promise<void> => {
    try {
      const span = deps.tracer.start('effect', 'client');
      const under = { ...deps, tracer: span.tracer };
      const event = await traceCall(deps, call, span, () => performCall(under, call, signal));
      if (event) await resume(under, call, event);
    } catch (err) {
      const { orgId, sessionId, key: effect } = call;
      deps.log.error({ err, requestId: deps.requestId, orgId, sessionId, effect }, 'call failed, will retry');
    }
  };
  deps.sessions.calls.start(run, toCallId(call));
}

/** Aborts a call whose result is no longer awaited, if this process makes it. The session ignores the result of another process. */
export function cancelCall({ sessions }: Pick<TurnDeps, 'sessions'>, call: CallKey): void {
  sessions.calls.cancel(toCallId(call));
}

type CallKey = Pick<EffectRow, 'orgId' | 'sessionId' | 'key'>;

function toCallId({ orgId, sessionId, key }: CallKey): string {
  return `${orgId} ${sessionId} ${key}`;
}
