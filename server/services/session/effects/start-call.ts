import type { EffectRow } from '@/server/db/effect/store';
import type { TurnDeps } from '../turn/turn-input';
import { performCall } from './perform-call';
import type { CallEvent } from './to-call-event';
import { traceCall } from './trace-call';

/** Gives the session the result of its call. */
type Resume = (deps: TurnDeps, call: EffectRow, event: CallEvent) => Promise<void>;

/** Starts a call whose lease this process holds. If it fails in any way, another process takes it over. */
export function startCall(deps: TurnDeps, call: EffectRow, resume: Resume): void {
  deps.sessions.calls.start(async (signal) => {
    try {
      const span = deps.tracer.start('effect', 'client');
      const under = { ...deps, tracer: span.tracer };
      const event = await traceCall(deps, call, span, () => performCall(under, call, signal));
      if (event) await resume(under, call, event);
    } catch (err) {
      const { orgId, sessionId, key: effect } = call;
      deps.log.error({ err, requestId: deps.requestId, orgId, sessionId, effect }, 'call failed, will retry');
    }
  });
}
