import { LRUCache } from 'lru-cache';

/** The last known published version of each flow; it may be outdated, so callers must confirm it. */
export type PublishedVersionCache = {
  findPublished(orgId: string, flowId: string): string | null;
  setPublished(orgId: string, flowId: string, versionId: string): void;
};

/** Creates an empty cache of at most `maxFlows` that evicts the entry set longest ago. */
export function createPublishedVersionCache(maxFlows = 10_000): PublishedVersionCache {
  const versions = new LRUCache<string, string>({ max: maxFlows });
  return {
    findPublished: (orgId, flowId) => versions.get(`${orgId}/${flowId}`) ?? null,
    setPublished: (orgId, flowId, versionId) => void versions.set(`${orgId}/${flowId}`, versionId),
  };
}
