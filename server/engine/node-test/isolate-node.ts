import { isJsonObject, type JsonObject } from '@/server/shared/json';

/** What leads elsewhere in a flow, or declares what its caller gives and gets. */
const BESIDE = ['handlers', 'inputs', 'layout', 'outputs'];

/** A flow of one node of a definition, which starts there and ends after it; null if no node has the id. */
export function isolateNode(definition: JsonObject, nodeId: string): JsonObject | null {
  const { nodes } = definition;
  const node = Array.isArray(nodes)
    ? nodes.find((each) => isJsonObject(each) && each.id === nodeId)
    : undefined;
  if (!isJsonObject(node)) return null;
  const kept = Object.fromEntries(Object.entries(definition).filter(([name]) => !BESIDE.includes(name)));
  return { ...kept, triggers: [], start: nodeId, nodes: [{ ...node, exits: {} }] };
}
