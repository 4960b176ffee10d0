import type { TurnView } from '@/app/_features/session/view';
import type { EffectError, HttpRequest, HttpResult } from '@/server/engine/protocol';

/** An HTTP call, joined from the turn that requested it and the turn that its result began. */
export type Call = {
  request: HttpRequest | null;
  askedIn: number | null;
  result: HttpResult | null;
  error: EffectError | null;
  answeredIn: number | null;
};

const NOTHING: Call = { request: null, askedIn: null, result: null, error: null, answeredIn: null };

/** The calls of a session by their key. */
export function indexCalls(turns: readonly TurnView[]): ReadonlyMap<string, Call> {
  const calls = new Map<string, Call>();
  for (const { no, trace } of turns) {
    for (const { effect } of trace.steps) {
      if (!effect) continue;
      const { key, request, result, error } = effect;
      const call = { ...(calls.get(key) ?? NOTHING) };
      if (request) Object.assign(call, { request, askedIn: no });
      if (result || error)
        Object.assign(call, { result: result ?? null, error: error ?? null, answeredIn: no });
      calls.set(key, call);
    }
  }
  return calls;
}
