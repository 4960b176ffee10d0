import { behaviourOf } from '../nodes/behaviour-of';
import type { Problem } from '../validate';
import type { Inspection } from './inspection';
import { warningAt } from './problem';

/** Every variable that is read is declared, or set by some node. */
export function checkVariables({ definition, uses }: Inspection): Problem[] {
  const known = new Set([
    ...definition.variables.map(({ name }) => name),
    ...definition.nodes.flatMap((node) => behaviourOf(node).assigns?.(node) ?? []),
  ]);
  return uses.flatMap(({ names, locals, nodeId, path }) =>
    names
      .filter((name) => !known.has(name) && !locals.includes(name))
      .map((name) =>
        warningAt(
          'unknown_variable',
          nodeId,
          path,
          `"${name}" is neither declared nor set anywhere in this flow.`,
        ),
      ),
  );
}
