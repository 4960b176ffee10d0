import type { CompiledExpression } from '../compile/compiler';
import { quote } from '../data/quote';
import { evaluate } from '../expression/evaluate';
import { type Explanation, explain } from '../expression/explain';
import type { Json } from '../json';
import { type Rendering, toScope, type Variables } from './rendering';

/** Evaluates an expression. A failed or undefined result is null and is noted in the trace. */
export function evaluateExpression(
  code: CompiledExpression,
  rendering: Rendering,
  variables: Variables = rendering.variables,
): Json {
  if (code.expression === null) return noteFailure(code, code.problem.message, rendering);
  const result = evaluate(code.expression, toScope(rendering, variables), rendering.budget, rendering.notes);
  if (!result.ok) {
    if (result.failure.code === 'budget') rendering.exhausted = code.source;
    return noteFailure(code, result.failure.message, rendering);
  }
  if (result.missing.length > 0) {
    rendering.notes.push(`${quote(code.source)} reads missing variables: ${result.missing.join(', ')}.`);
  }
  return result.value ?? null;
}

function noteFailure(code: CompiledExpression, message: string, { notes }: Rendering): null {
  notes.push(`${quote(code.source)}: ${message}.`);
  return null;
}

/** Evaluates a condition and records its operands. A failed condition counts as false. */
export function explainExpression(code: CompiledExpression, rendering: Rendering): Explanation {
  if (code.expression === null) {
    const message = `is invalid: ${code.problem.message}`;
    const failure = { code: 'type' as const, message, offset: code.problem.offset };
    return { source: code.source, value: undefined, operands: [], failure };
  }
  const { variables, budget, notes } = rendering;
  const explanation = explain(code.expression, toScope(rendering, variables), budget, notes);
  if (explanation.failure?.code === 'budget') rendering.exhausted = code.source;
  return explanation;
}
