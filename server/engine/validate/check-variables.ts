import { TRIGGER_VARIABLE } from '../definition/trigger';
import { behaviourOf } from '../nodes/behaviour-of';
import type { Problem } from '../validate';
import type { Inspection } from './inspection';
import { warningAt } from './problem';

/** Every variable that is read is declared, or set by some node. */
export function checkVariables({ definition, uses }: Inspection): Problem[] {
  const known = new Set([
    TRIGGER_VARIABLE,
    ...definition.variables.map(({ name }) => name),
    ...definition.nodes.flatMap((node) => behaviourOf(node).assigns?.(node) ?? []),
  ]);
  return uses.flatMap(({ names, locals, nodeId, path, early }) =>
    names
      .filter((name) => early || (!known.has(name) && !locals.includes(name)))
      .map((name) =>
        warningAt(
          'unknown_variable',
          nodeId,
          path,
          early
            ? `"${name}" has no value yet where the form is shown.`
            : `"${name}" is neither declared nor set anywhere in this flow.`,
        ),
      ),
  );
}
