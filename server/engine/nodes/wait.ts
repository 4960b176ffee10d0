import type { CompiledExpression } from '../compile/compiler';
import { quote } from '../data/quote';
import { nodeError } from '../definition/problem';
import { toMs } from '../definition/text';
import { createBudget } from '../expression/budget';
import { evaluate } from '../expression/evaluate';
import { parseIso } from '../expression/format/iso-date';
import { parseExpression } from '../expression/parse/parse-expression';
import type { Json } from '../json';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { effectKey, type NodeContext } from './contract/node-context';
import { goTo, type NodeResult } from './contract/node-result';

/** Enough for a constant time; a definition may have thousands of nodes. */
const MAX_STEPS = 1_000;
const MAX_CHARS = 10_000;

/** The last instant that a date can represent. */
const MAX_INSTANT_MS = 8.64e15;

/** Waits for a duration or until a time. A time that is past or invalid is skipped. */
export const wait: NodeBehavior<'wait'> = {
  waitsFor: 'external',
  exits: () => [...NEXT],
  check: ({ wait }) =>
    wait.type === 'until' && isNeverTime(wait.time)
      ? [
          nodeError(
            'wait_time',
            '/wait/time',
            'This is not a time: use an ISO 8601 text or milliseconds since 1970.',
          ),
        ]
      : [],
  compile({ wait }, compiler) {
    const resume = { fired: () => ({ transition: goTo('next') }) };
    if (wait.type === 'for') {
      const waitMs = toMs(wait.duration);
      return { enter: (context) => waitUntil(context.at + waitMs, context), resume };
    }
    const time = compiler.expression('/wait/time', wait.time);
    return { enter: (context) => enterUntil(time, context), resume };
  },
};

function enterUntil(time: CompiledExpression, context: NodeContext): NodeResult {
  const dueAt = readInstant(evaluateExpression(time, context));
  if (dueAt !== null && dueAt > context.at) return waitUntil(dueAt, context);
  context.notes.push(
    dueAt === null
      ? `${quote(time.source)} is not a time; the flow continued at once.`
      : 'The time is in the past; the flow continued at once.',
  );
  return { transition: goTo('next') };
}

function waitUntil(dueAt: number, context: NodeContext): NodeResult {
  const timer = effectKey(context);
  return {
    effects: [{ type: 'timer.set', key: timer, dueAt }],
    transition: { type: 'wait', wait: { type: 'timer', timer } },
  };
}

/** True for a constant expression whose value is not a time. */
function isNeverTime(source: string): boolean {
  const parsed = parseExpression(source);
  if (!parsed.ok || parsed.expression.names.length > 0) return false;
  const result = evaluate(parsed.expression, { variables: {}, at: 0 }, createBudget(MAX_STEPS, MAX_CHARS));
  if (!result.ok && result.failure.code === 'budget') return false;
  return !result.ok || readInstant(result.value ?? null) === null;
}

/** Milliseconds since 1970 of a number or an ISO 8601 text; null for other values. */
function readInstant(value: Json): number | null {
  if (typeof value === 'string') return parseIso(value);
  return typeof value === 'number' && Math.abs(value) <= MAX_INSTANT_MS ? Math.trunc(value) : null;
}
