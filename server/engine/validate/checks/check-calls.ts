import type { FlowDefinition } from '../../definition';
import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import { SELF_FLOW } from '../../definition/self-flow';

/** Reports calls of unknown flows. */
export function checkCalls(definition: FlowDefinition, flows: readonly string[]): Problem[] {
  const known = new Set(flows);
  return definition.nodes.flatMap((node, index) =>
    node.kind === 'subflow' && node.flow !== SELF_FLOW && !known.has(node.flow)
      ? [
          errorAt(
            'unknown_flow',
            node.id,
            `/nodes/${index}/flow`,
            `There is no published flow "${node.flow}" to call.`,
          ),
        ]
      : [],
  );
}
