import type { CompiledExpression, Compiler } from '../compile/compiler';
import { setOwn } from '../data/set-own';
import type { JsonObject } from '../json';
import { evaluateExpression } from '../rendering/evaluate-expression';
import type { NodeContext } from './contract/node-context';
import type { Assignment } from './contract/node-result';

type Source = { variable: string; value: string };
type Compiled = { name: string; code: CompiledExpression };

/** Compiles assignments in order; `locals` lists names in scope that are not variables. */
export function compileAssignments(
  sources: readonly Source[],
  compiler: Compiler,
  path: string,
  locals: readonly string[] = [],
): Compiled[] {
  return sources.map(({ variable, value }, index) => ({
    name: variable,
    code: compiler.expression(`${path}/${index}/value`, value, locals),
  }));
}

/** Evaluates assignments in order; each sees the results of the previous ones. */
export function assignInOrder(
  compiled: readonly Compiled[],
  context: NodeContext,
  locals: JsonObject = {},
): Assignment[] {
  const variables = { ...context.variables, ...locals };
  return compiled.map(({ name, code }) => {
    const value = evaluateExpression(code, context, variables);
    if (!Object.hasOwn(locals, name)) setOwn(variables, name, value);
    return { name, value };
  });
}
