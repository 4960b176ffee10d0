import { type Fields, textIn } from './read-fields';

/** In a node that calls a flow, the name of the flow in which the node stands; a test compares it with the engine. */
export const SELF_FLOW = 'self';

/** The node of its own flow at which a node goes on; null for one that does not. */
export function findOwnEntry(node: Fields, start: string): string | null {
  if (textIn(node, 'kind') !== 'subflow' || textIn(node, 'flow') !== SELF_FLOW) return null;
  return textIn(node, 'node') || start;
}
