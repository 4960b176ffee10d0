/**
 * Evaluates a parsed expression over plain data.
 *
 * evaluate/total: `evaluate` never throws and never runs host code; errors are values with a code.
 * evaluate/own-members: only own members of plain data can be read. Prototypes, getters, functions and class
 *   instances are unreachable; `__proto__`, `constructor` and `prototype` are ordinary keys.
 * evaluate/bounded: every step and every produced character or element is charged before the work, which
 *   bounds time, memory and stack depth.
 * evaluate/plain-result: a result is JSON data of bounded depth, without NaN and without text that cannot be
 *   stored; only the result as a whole may be undefined.
 * evaluate/deterministic: a result depends on the expression and the scope alone, and on the rules of time zones and
 *   languages that this build knows. The current time is `scope.at`, dates and numbers follow the scope's time zone and
 *   locale, never the host's, and lists and objects are compared by content.
 * evaluate/read-only: nothing in the scope is modified.
 * evaluate/missing-is-undefined: missing names and members are undefined; names of missing variables are
 *   reported.
 * evaluate/code-points: lengths and positions in texts count code points, so no text is cut within a surrogate
 *   pair; an unpaired surrogate counts as one.
 * evaluate/no-function-values: a callback exists only as an argument of the call it is written in.
 */
import type { Json } from '../json';
import { DEFAULT_LOCALE } from '../locale/locale';
import type { OpeningHours } from '../locale/opening-hours';
import { DEFAULT_TIME_ZONE } from '../locale/time-zone';
import type { Budget } from './budget';
import { evaluateNode } from './evaluate-node';
import type { Evaluation } from './evaluation';
import { type Facts, NO_FACTS } from './fact-names';
import { type EvalFailure, toFailure } from './failure';
import type { ParsedExpression } from './parse/parse-expression';
import type { TreeNode, Value } from './tree';
import { toCleanText, toData, toDataNumber } from './values/data';

type Names = Readonly<Record<string, Json | undefined>>;

/**
 * The data that an expression can read. `at` is in milliseconds since 1970 and is the result of `$now()`.
 * `facts` are the values of names such as `visitor` unless a variable has the name.
 */
export type Scope = {
  variables: Names;
  at: number;
  /** A BCP 47 tag; en by default. */
  locale?: string;
  /** An IANA name or a fixed offset; UTC by default. */
  timeZone?: string;
  /** The hours of `$isOpen()`, which is true without any. */
  openingHours?: OpeningHours | undefined;
  facts?: Facts;
};

/** `missing` lists the names that were read and are not variables. */
export type EvalResult =
  | { ok: true; value: Json | undefined; missing: string[] }
  | { ok: false; failure: EvalFailure };

/**
 * Evaluates an expression. The budget is shared by all evaluations of a turn and is decremented
 * (evaluate/total). Sentences for the trace are added to `notes`.
 */
export function evaluate(
  expression: ParsedExpression,
  scope: Scope,
  budget: Budget,
  notes: string[] = [],
): EvalResult {
  const evaluation = createEvaluation(scope, budget, notes);
  try {
    const value = evaluateNode(expression.root, evaluation);
    return { ok: true, value: toResult(expression.root, value, budget), missing: evaluation.missing };
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown, evaluation.offset) };
  }
}

export function createEvaluation(scope: Scope, budget: Budget, notes: string[]): Evaluation {
  const { variables, at, locale = DEFAULT_LOCALE, timeZone = DEFAULT_TIME_ZONE } = scope;
  const { openingHours = null, facts = NO_FACTS } = scope;
  return {
    at,
    locale,
    timeZone,
    openingHours,
    variables,
    facts,
    budget,
    locals: [],
    missing: [],
    notes,
    offset: 0,
  };
}

/**
 * Converts a value to a result (evaluate/plain-result). A value that was only looked up in the scope is plain
 * already.
 */
export function toResult(node: TreeNode, value: Value, budget: Budget): Json | undefined {
  switch (typeof value) {
    case 'string':
      return toCleanText(value, budget);
    case 'number':
      return toDataNumber(value);
    case 'boolean':
    case 'undefined':
      return value;
    default:
      return isLookup(node) ? (value as Json) : toData(value, budget);
  }
}

function isLookup(node: TreeNode): boolean {
  if (node.kind === 'variable' || node.kind === 'config') return true;
  return (node.kind === 'member' || node.kind === 'index') && isLookup(node.object);
}
