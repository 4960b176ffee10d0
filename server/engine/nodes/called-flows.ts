import type { Node } from '../definition/node';

/** A flow that a node calls; `path` is the JSON pointer of its slug within the node. */
type CalledFlow = { flow: string; path: string };

/** Lists the flows that a node calls, itself or as tools of a model. */
export function listCalledFlows(node: Node): CalledFlow[] {
  if (node.kind === 'subflow') return [{ flow: node.flow, path: '/flow' }];
  if (node.kind !== 'ai') return [];
  return (node.tools ?? []).map(({ flow }, index) => ({ flow, path: `/tools/${index}/flow` }));
}
