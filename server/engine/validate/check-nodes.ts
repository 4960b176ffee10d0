import { behaviourOf } from '../nodes/behaviour-of';
import type { Problem } from '../validate';
import type { Inspection } from './inspection';

/** What each node's kind knows to be wrong with it. */
export function checkNodes({ definition }: Inspection): Problem[] {
  return definition.nodes.flatMap((node, index) =>
    (behaviourOf(node).check?.(node) ?? []).map(({ severity, code, path, message }) => ({
      severity,
      code,
      nodeId: node.id,
      path: `/nodes/${index}${path}`,
      message,
    })),
  );
}
