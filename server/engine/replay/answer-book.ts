/**
 * The answers that a session's calls got, for a replay on another version.
 *
 * answers/used-once: each answer is used once, in the order in which they came.
 */
import { groupBy } from '@/server/shared/group-by';
import type { EffectError, HttpRequest, HttpResult } from '../protocol';
import type { RecordClock } from './record-clock';
import { type AnsweredBy, type ReplayStep, toNodeKey } from './replay-step';

/** The result of a call. */
export type CallOutcome = { result: HttpResult } | { error: EffectError };

/** The answers that an author gives for nodes, by `toNodeKey`: each is used once, and the last one from then on. */
export type StandIns = { readonly [node: string]: readonly CallOutcome[] };

/** The answer of a call. It comes `afterMs` after the call; `turn` is its recorded turn, null for a stand-in. */
type CallAnswer = { outcome: CallOutcome; afterMs: number; turn: number | null; by: AnsweredBy };

/** `open`: the record ends before the answer. `missing`: nobody recorded an answer. */
export type FoundAnswer = ({ type: 'answer' } & CallAnswer) | { type: 'open' | 'missing' };

export type AnswerBook = {
  /** Takes the next answer for a call of a node. */
  take(node: string, request: HttpRequest): FoundAnswer;
};

type RecordedCall = {
  node: string;
  request: string;
  answer: Omit<CallAnswer, 'by'> | null;
  isUsed: boolean;
};

/** Makes the answer book of an exact replay. */
export function createAnswerBook(
  steps: readonly ReplayStep[],
  clock: RecordClock,
  standIns: StandIns = {},
): AnswerBook {
  const calls = listCalls(steps, clock);
  const byNode = groupBy(calls, ({ node }) => node);
  const byRequest = groupBy(calls, ({ request }) => request);
  const standInsUsed = new Map<string, number>();

  const find = (node: string, request: string): { call: RecordedCall; by: AnsweredBy } | null => {
    const alike = dropUsed(byRequest.get(request));
    const same = alike.find((call) => !call.isUsed && call.node === node) ?? alike[0];
    if (same) return { call: same, by: 'request' };
    const [other] = dropUsed(byNode.get(node));
    return other ? { call: other, by: 'node' } : null;
  };

  const standIn = (node: string): FoundAnswer => {
    const given = Object.hasOwn(standIns, node) ? standIns[node] : undefined;
    const count = standInsUsed.get(node) ?? 0;
    const outcome = given?.[Math.min(count, given.length - 1)];
    if (!outcome) return { type: 'missing' };
    standInsUsed.set(node, count + 1);
    const { durationMs } = 'result' in outcome ? outcome.result : outcome.error;
    return { type: 'answer', outcome, afterMs: durationMs, turn: null, by: 'stand-in' };
  };

  return {
    take(node, request) {
      const found = find(node, toRequestKey(request));
      if (!found) return standIn(node);
      found.call.isUsed = true;
      return found.call.answer ? { type: 'answer', ...found.call.answer, by: found.by } : { type: 'open' };
    },
  };
}

/** Drops the used calls at the start of a list, so that a long one is not searched again and again. */
function dropUsed(calls: RecordedCall[] = []): RecordedCall[] {
  while (calls[0]?.isUsed) calls.shift();
  return calls;
}

// Headers are left out: they hold credentials, which change.
function toRequestKey({ method, connection, url, body }: HttpRequest): string {
  return JSON.stringify([method, connection ?? null, url, body]);
}

function listCalls(steps: readonly ReplayStep[], { times }: RecordClock): RecordedCall[] {
  const calls: RecordedCall[] = [];
  const open = new Map<string, { call: RecordedCall; at: number }>();
  steps.forEach(({ event, result }, index) => {
    const at = times[index] ?? 0;
    if (event.type === 'effect.succeeded' || event.type === 'effect.failed') {
      const asked = open.get(event.effect);
      open.delete(event.effect);
      const outcome = event.type === 'effect.succeeded' ? { result: event.result } : { error: event.error };
      if (asked) asked.call.answer = { outcome, afterMs: at - asked.at, turn: index };
    }
    const flow = result.state.frames.at(-1)?.flow ?? '';
    for (const effect of result.effects) {
      if (effect.type !== 'http.call') continue;
      const node = toNodeKey(flow, effect.nodeId);
      const call = { node, request: toRequestKey(effect.request), answer: null, isUsed: false };
      calls.push(call);
      open.set(effect.key, { call, at });
    }
  });
  return calls;
}
