import { LRUCache } from 'lru-cache';
import type { FlowPointers } from '@/server/db/flow/environments';

/** The last known versions of each flow in its environments; they may be outdated, so callers must confirm them. */
export type FlowPointersCache = {
  findPointers(orgId: string, flowId: string): FlowPointers | null;
  setPointers(orgId: string, flowId: string, pointers: FlowPointers): void;
};

/** Creates an empty cache of at most `maxFlows` that evicts the entry set longest ago. */
export function createFlowPointersCache(maxFlows = 10_000): FlowPointersCache {
  const flows = new LRUCache<string, FlowPointers>({ max: maxFlows });
  return {
    findPointers: (orgId, flowId) => flows.get(`${orgId}/${flowId}`) ?? null,
    setPointers: (orgId, flowId, pointers) => void flows.set(`${orgId}/${flowId}`, pointers),
  };
}
