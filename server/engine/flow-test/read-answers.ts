import { canonicalJson } from '@/server/shared/json';
import type { Json } from '../json';
import type { EffectError, HttpResult } from '../protocol';
import { type ReplayStep, toNodeKey } from '../replay/replay-step';
import type { FlowTest, TestAnswer } from './test-document';
import { toTestTime } from './test-time';

const ERROR_CODES = ['blocked', 'timeout', 'network', 'too_large', 'encoding', 'redirects'] as const;

/** How much of a record a test keeps: `timed` also keeps when things happened, and the headers of responses. */
export type Detail = 'plain' | 'timed';

type ReadCall = { node: string; at: number; answer: TestAnswer };

/** Reads the answers that the calls of a session got, by node in order. A repeated last answer is left out. */
export function readAnswers(steps: readonly ReplayStep[], detail: Detail): FlowTest['answers'] {
  const open = new Map<string, ReadCall>();
  const byNode: { [node: string]: ReadCall[] } = {};
  for (const { event, result } of steps) {
    const call = 'effect' in event ? open.get(event.effect) : undefined;
    if (call && event.type === 'effect.succeeded')
      call.answer = toAnswer(event.result, event.at - call.at, detail);
    if (call && event.type === 'effect.failed')
      call.answer = toFailure(event.error, event.at - call.at, detail);
    const flow = result.state.frames.at(-1)?.flow ?? '';
    for (const effect of result.effects) {
      if (effect.type !== 'http.call') continue;
      const made: ReadCall = { node: toNodeKey(flow, effect.nodeId), at: event.at, answer: { type: 'none' } };
      open.set(effect.key, made);
      byNode[made.node] = [...(byNode[made.node] ?? []), made];
    }
  }
  return Object.fromEntries(
    Object.entries(byNode).map(([node, calls]) => [node, dropRepeats(calls.map(({ answer }) => answer))]),
  );
}

function toAnswer({ status, headers, body }: HttpResult, afterMs: number, detail: Detail): TestAnswer {
  return {
    ...{ type: 'response', status, body },
    headers: detail === 'timed' ? headers : {},
    ...toDelay(afterMs, detail),
  };
}

function toFailure({ code, message, response }: EffectError, afterMs: number, detail: Detail): TestAnswer {
  if (code === 'status' && response) return toAnswer(response, afterMs, detail);
  const known = ERROR_CODES.find((each) => each === code) ?? 'network';
  return { type: 'error', code: known, message: message.slice(0, 500), ...toDelay(afterMs, detail) };
}

function toDelay(afterMs: number, detail: Detail): Pick<Extract<TestAnswer, { type: 'response' }>, 'delay'> {
  const delay = detail === 'timed' ? toTestTime(afterMs) : null;
  return delay ? { delay } : {};
}

function dropRepeats(answers: TestAnswer[]): TestAnswer[] {
  const keys = answers.map((answer) => canonicalJson(answer as Json));
  const last = keys.findLastIndex((key) => key !== keys.at(-1));
  return answers.slice(0, last + 2);
}
