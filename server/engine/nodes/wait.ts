import type { CompiledExpression } from '../compile/compiler';
import { quote } from '../data/quote';
import type { NodeOf } from '../definition/node';
import { type NodeProblem, nodeError } from '../definition/problem';
import { toMs } from '../definition/text';
import { createBudget } from '../expression/budget';
import { evaluate } from '../expression/evaluate';
import { parseExpression } from '../expression/parse/parse-expression';
import { isTimePhrase, readTime } from '../expression/times/read-time';
import type { Json } from '../json';
import { DEFAULT_TIME_ZONE, parseTimeZone } from '../locale/time-zone';
import { evaluateExpression } from '../rendering/evaluate-expression';
import { renderText } from '../rendering/render-data';
import type { ParsedTemplate } from '../template/parse-template';
import { NEXT, type NodeBehavior } from './contract/node-behavior';
import { effectKey, type NodeContext } from './contract/node-context';
import { goTo, type NodeResult } from './contract/node-result';

/** Enough for a constant time; a definition may have thousands of nodes. */
const MAX_STEPS = 2_000;
const MAX_CHARS = 10_000;

type Until = Extract<NodeOf<'wait'>['wait'], { type: 'until' }>;
/** A time in words, or an expression, the template of its zone, and the flow's own language. */
type CompiledTime = {
  code: CompiledExpression | string;
  source: string;
  zone: ParsedTemplate | null;
  language: string | undefined;
};

/** Waits for a duration or until a time. A time in the past does not wait; one that cannot be read is a failure. */
export const wait: NodeBehavior<'wait'> = {
  waitsFor: 'external',
  failsBy: 'failure',
  exits: ({ wait }) =>
    wait.type === 'for'
      ? [...NEXT]
      : [
          ...NEXT,
          {
            name: 'failure',
            expected: !isConstantTime(wait),
            unwired: 'if the time cannot be read, the flow ends there',
          },
        ],
  check: ({ wait }, { locale }) =>
    wait.type === 'until' ? [...checkTime(wait, locale), ...checkZone(wait)] : [],
  compile({ wait }, compiler) {
    const resume = { fired: () => ({ transition: goTo('next') }) };
    if (wait.type === 'for') {
      const waitMs = toMs(wait.duration);
      return { enter: (context) => waitUntil(context.at + waitMs, context), resume };
    }
    const { time: source, timeZone } = wait;
    const code = isTimePhrase(source) ? source : compiler.expression('/wait/time', source);
    const zone = timeZone === undefined ? null : compiler.text('/wait/timeZone', timeZone);
    const { language } = compiler;
    return { enter: (context) => enterUntil({ code, source, zone, language }, context), resume };
  },
};

function enterUntil({ code, source, zone, language }: CompiledTime, context: NodeContext): NodeResult {
  const name = zone === null ? context.timeZone : renderText(zone, context);
  const timeZone = parseTimeZone(name);
  const value = typeof code === 'string' ? code : evaluateExpression(code, context);
  if (timeZone === null) return fail(`There is no time zone ${quote(name)}.`, context);
  const languages = [context.language, context.locale, ...(language === undefined ? [] : [language])];
  const read = readTime(value, { at: context.at, timeZone, languages });
  if (!read.ok) return fail(`${describeTime(source, value)} is not a time: ${read.reason}.`, context);
  if (read.dueAt > context.at) return waitUntil(read.dueAt, context);
  context.notes.push('The time is in the past; the flow continued at once.');
  return { transition: goTo('next') };
}

function fail(note: string, context: NodeContext): NodeResult {
  context.notes.push(note);
  return { transition: goTo('failure') };
}

function describeTime(source: string, value: Json): string {
  return typeof value === 'string' && value !== source ? `${quote(source)}, ${quote(value)},` : quote(source);
}

function waitUntil(dueAt: number, context: NodeContext): NodeResult {
  const timer = effectKey(context);
  return {
    effects: [{ type: 'timer.set', key: timer, dueAt }],
    transition: { type: 'wait', wait: { type: 'timer', timer } },
  };
}

function checkTime({ time }: Until, locale: string | undefined): NodeProblem[] {
  const constant = isTimePhrase(time) ? time : findConstant(time);
  if (constant === undefined) return [];
  const languages = locale === undefined ? [] : [locale];
  const read = readTime(constant, { at: 0, timeZone: DEFAULT_TIME_ZONE, languages });
  return read.ok ? [] : [nodeError('wait_time', '/wait/time', `This is not a time: ${read.reason}.`)];
}

function checkZone({ timeZone }: Until): NodeProblem[] {
  if (timeZone === undefined || timeZone.includes('{{') || parseTimeZone(timeZone) !== null) return [];
  const message = `There is no time zone ${quote(timeZone)}. Give a name such as Europe/Berlin, or an offset such as +05:30.`;
  return [nodeError('unknown_time_zone', '/wait/timeZone', message)];
}

function isConstantTime({ time, timeZone = '' }: Until): boolean {
  return !timeZone.includes('{{') && (isTimePhrase(time) || findConstant(time) !== undefined);
}

/** The value of an expression that reads neither variables nor configuration values, null if it fails; undefined if it is not constant. */
function findConstant(source: string): Json | undefined {
  const parsed = parseExpression(source);
  if (!parsed.ok) return undefined;
  const { names, config = [] } = parsed.expression;
  if (names.length > 0 || config.length > 0) return undefined;
  const result = evaluate(parsed.expression, { variables: {}, at: 0 }, createBudget(MAX_STEPS, MAX_CHARS));
  if (result.ok) return result.value ?? null;
  return result.failure.code === 'budget' ? undefined : null;
}
