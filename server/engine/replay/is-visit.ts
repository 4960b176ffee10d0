import type { TraceStep } from '../protocol';

/** What a trace has beside the visits to nodes: variables that no node changed, and handlers that took over. */
const OTHER_KINDS: ReadonlySet<string> = new Set(['variables', 'handler']);

/** True for a step that is a visit to a node. */
export function isVisit({ nodeId, kind }: Pick<TraceStep, 'nodeId' | 'kind'>): boolean {
  return nodeId !== '' && !OTHER_KINDS.has(kind);
}
