import type { FlowDefinition } from '../../definition';
import type { Problem } from '../../definition/problem';
import { errorAt } from '../../definition/problem';
import { SELF_FLOW } from '../../definition/self-flow';
import { listCalledFlows } from '../../nodes/called-flows';

/** The slugs of the flows that a definition may call; of those that cannot be called before they are published; and its own. */
export type KnownFlows = {
  flows: readonly string[];
  unpublished?: readonly string[];
  own?: string | null;
};

/** Reports calls of unknown flows. */
export function checkCalls(
  definition: FlowDefinition,
  { flows, unpublished = [], own = null }: KnownFlows,
): Problem[] {
  const known = new Set(flows);
  const waiting = new Set(unpublished);
  return definition.nodes.flatMap((node, index) =>
    listCalledFlows(node).flatMap(({ flow, path }) => {
      if (flow === SELF_FLOW || known.has(flow)) return [];
      const { code, message } = describeUnknown(flow, waiting.has(flow), own);
      return [errorAt(code, node.id, `/nodes/${index}${path}`, message)];
    }),
  );
}

function describeUnknown(slug: string, isWaiting: boolean, own: string | null) {
  if (slug === own)
    return { code: 'unknown_flow', message: `"${slug}" is this flow itself, which is called "self" here.` };
  if (isWaiting)
    return {
      code: 'unpublished_flow',
      message: `The flow "${slug}" is not published yet. Publish it first, or together with this one.`,
    };
  return { code: 'unknown_flow', message: `There is no published flow "${slug}" to call.` };
}
