import { toCallKey } from '@/server/engine/certify/call-key';
import { isJsonObject } from '@/server/shared/json';

/** A called flow, and the node at which it begins unless that is its start. */
export type CallPlace = { flow: string; node?: string };

/** Lists the places that a definition calls or goes to, each once; also one of a definition that is not valid. */
export function listCallPlaces(definition: unknown): CallPlace[] {
  const nodes = isJsonObject(definition) && Array.isArray(definition.nodes) ? definition.nodes : [];
  const places = nodes.flatMap((node) => {
    if (!isJsonObject(node) || node.kind !== 'subflow' || typeof node.flow !== 'string') return [];
    const place: CallPlace = { flow: node.flow, ...(typeof node.node === 'string' && { node: node.node }) };
    return [[toCallKey(place), place] as const];
  });
  return [...new Map(places).values()];
}
