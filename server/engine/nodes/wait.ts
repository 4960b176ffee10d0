import type { Code } from '../compile';
import { toMs } from '../definition/text';
import { newBudget } from '../expression/budget';
import { evaluate } from '../expression/evaluate';
import { parseIso } from '../expression/format/iso-date';
import { parseExpression } from '../expression/parse';
import type { Json } from '../json';
import { leaveBy, type Move } from '../move';
import { quote } from '../quote';
import { effectKey, type NodeContext } from '../turn/context';
import { evaluateCode } from '../turn/rendering';
import { NEXT, type NodeBehaviour, nodeError } from './behaviour';

/** Enough to compute a time that is the same always; there may be thousands of nodes. */
const MAX_STEPS = 1_000;
const MAX_CHARS = 10_000;

/** The last moment that a date can hold. */
const MAX_INSTANT_MS = 8.64e15;

/** Rests for a duration or until a time; a time that has passed, or is none, does not hold the flow up. */
export const wait: NodeBehaviour<'wait'> = {
  rest: 'world',
  exits: () => [...NEXT],
  check: ({ wait }) =>
    wait.type === 'until' && isNever(wait.time)
      ? [
          nodeError(
            'wait_time',
            '/wait/time',
            'This is no time: give an ISO 8601 text or milliseconds since 1970.',
          ),
        ]
      : [],
  compile({ wait }, compiler) {
    const wake = { fired: () => ({ go: leaveBy('next') }) };
    if (wait.type === 'for') {
      const restMs = toMs(wait.duration);
      return { enter: (context) => restUntil(context.at + restMs, context), wake };
    }
    const time = compiler.expression('/wait/time', wait.time);
    return { enter: (context) => enterUntil(time, context), wake };
  },
};

function enterUntil(time: Code, context: NodeContext): Move {
  const dueAt = readInstant(evaluateCode(time, context));
  if (dueAt !== null && dueAt > context.at) return restUntil(dueAt, context);
  context.notes.push(
    dueAt === null ? `${quote(time.source)} is no time: not waited.` : 'The time has passed: not waited.',
  );
  return { go: leaveBy('next') };
}

function restUntil(dueAt: number, context: NodeContext): Move {
  const timer = effectKey(context);
  return {
    effects: [{ type: 'timer.set', key: timer, dueAt }],
    go: { to: 'wait', wait: { type: 'timer', timer } },
  };
}

/** True for an expression that reads nothing and comes to no time. */
function isNever(source: string): boolean {
  const parsed = parseExpression(source);
  if (!parsed.ok || parsed.expression.names.length > 0) return false;
  const result = evaluate(parsed.expression, { variables: {}, at: 0 }, newBudget(MAX_STEPS, MAX_CHARS));
  if (!result.ok && result.failure.code === 'budget') return false;
  return !result.ok || readInstant(result.value ?? null) === null;
}

/** Milliseconds since 1970 of a number or an ISO 8601 text; null when it is neither. */
function readInstant(value: Json): number | null {
  if (typeof value === 'string') return parseIso(value);
  return typeof value === 'number' && Math.abs(value) <= MAX_INSTANT_MS ? Math.trunc(value) : null;
}
