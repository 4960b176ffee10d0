import type { CompiledExpression, Compiler } from '../compiler';
import { setOwn } from '../expression/value';
import type { JsonObject } from '../json';
import type { Assignment } from '../node-result';
import type { NodeContext } from '../turn/node-context';
import { evaluateExpression } from '../turn/rendering';

type Source = { variable: string; value: string };
type Compiled = { name: string; code: CompiledExpression };

/** Compiles assignments in order; `locals` are names in scope there that are no variables. */
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

/** Computes assignments, each seeing those before it. */
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
