import { toCallKey } from '@/server/engine/certify/call-key';
import { isJsonObject } from '@/server/shared/json';

/** A called flow, and the node at which it begins unless that is its start. */
export type CallPlace = { flow: string; node?: string };

/** Lists the places that a definition calls or goes to, each once; also one of a definition that is not valid. */
export function listCallPlaces(definition: unknown): CallPlace[] {
  const places = listNodes(definition)
    .flatMap(listNodeCalls)
    .map(({ place }) => [toCallKey(place), place] as const);
  return [...new Map(places).values()];
}

/** Finds the first place where a definition calls or goes to a flow: its node, and the path of the slug. */
export function findCall(definition: unknown, slug: string): { nodeId: string | null; path: string } {
  const calls = listNodes(definition).flatMap((node, index) => {
    const call = listNodeCalls(node).find(({ place }) => place.flow === slug);
    return call ? [{ nodeId: findId(node), path: `/nodes/${index}${call.path}` }] : [];
  });
  return calls[0] ?? { nodeId: null, path: '' };
}

function listNodes(definition: unknown): readonly unknown[] {
  return isJsonObject(definition) && Array.isArray(definition.nodes) ? definition.nodes : [];
}

function findId(node: unknown): string | null {
  return isJsonObject(node) && typeof node.id === 'string' ? node.id : null;
}

/** Lists the places that a node calls or goes to, itself or as tools of a model; `path` leads to each slug within the node. */
function listNodeCalls(node: unknown): { place: CallPlace; path: string }[] {
  if (!isJsonObject(node)) return [];
  if (node.kind === 'subflow' && typeof node.flow === 'string') {
    const { flow, node: begin } = node;
    return [{ place: { flow, ...(typeof begin === 'string' && { node: begin }) }, path: '/flow' }];
  }
  const tools = node.kind === 'ai' && Array.isArray(node.tools) ? node.tools : [];
  return tools.flatMap((tool, index) =>
    isJsonObject(tool) && typeof tool.flow === 'string'
      ? [{ place: { flow: tool.flow }, path: `/tools/${index}/flow` }]
      : [],
  );
}
