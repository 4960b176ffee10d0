/**
 * Runs a parsed expression over plain data. What holds, whatever the author wrote and the user said:
 *
 * E1 `evaluate` never throws and never runs host code; what cannot be done is a failure with a code.
 * E2 Members are own members of plain data. No prototype, getter, function or class instance is ever reached;
 *    `__proto__`, `constructor` and `prototype` are keys like any other.
 * E3 Every step and every produced character or element is paid for before the work; memory, time and stack are bounded.
 * E4 A result is plain JSON data with no NaN, no broken text and bounded depth; only the whole result may be undefined.
 * E5 A result depends on the expression and the scope alone: now is `scope.at`, dates are UTC, lists and objects are
 *    compared by content (an identity would not survive storage), and no locale of the host is asked.
 * E6 Nothing that the scope holds is ever changed.
 * E7 What is missing is undefined, and so is every member of it; names that no variable has are reported.
 * E8 Functions are no values: a callback exists only in the call that it is written in.
 */
import type { Json } from '../json';
import type { Budget } from './budget';
import { evaluateNode } from './evaluate-node';
import type { Evaluation } from './evaluation';
import { type EvalFailure, toFailure } from './failure';
import type { ParsedExpression } from './parse/parse-expression';
import type { TreeNode, Value } from './tree';
import { toCleanText, toData, toDataNumber } from './values/data';

export type { EvalFailure } from './failure';

type Names = Readonly<Record<string, Json | undefined>>;

/**
 * `at`: milliseconds since 1970, what `$now()` answers. The variables are plain data and stay as they are. `visitor`: what
 * that name reads where no variable has it.
 */
export type Scope = { variables: Names; at: number; visitor?: Names | null };

/** `missing`: names that were read and no variable has. */
export type EvalResult =
  | { ok: true; value: Json | undefined; missing: string[] }
  | { ok: false; failure: EvalFailure };

/** Evaluates an expression; the budget is shared by all evaluations of a turn and counts down. Never throws (E1). */
export function evaluate(expression: ParsedExpression, scope: Scope, budget: Budget): EvalResult {
  const evaluation = createEvaluation(scope, budget);
  try {
    const value = evaluateNode(expression.root, evaluation);
    return { ok: true, value: toResult(expression.root, value, budget), missing: evaluation.missing };
  } catch (thrown) {
    return { ok: false, failure: toFailure(thrown, evaluation.offset) };
  }
}

/** Opens an evaluation on a scope. */
export function createEvaluation(scope: Scope, budget: Budget): Evaluation {
  const { variables, at, visitor = null } = scope;
  return { variables, visitor, at, budget, locals: [], missing: [], offset: 0 };
}

/** Makes a value fit to leave the evaluator (E4). What was only looked up in the scope is data already. */
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
  if (node.kind === 'variable') return true;
  return (node.kind === 'member' || node.kind === 'index') && isLookup(node.object);
}
