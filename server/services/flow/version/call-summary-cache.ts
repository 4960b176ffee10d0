import { LRUCache } from 'lru-cache';
import type { Db } from '@/server/db/connection/transaction';
import { findFlowVersion } from '@/server/db/flow-version/stored';
import type { CallSummary } from '@/server/engine/certify/call-summary';
import type { CallSummaries } from '@/server/engine/certify/flow-graph';
import type { Steps } from '@/server/engine/steps';
import { summarizeInSteps } from '@/server/engine/validate';
import { parseParts } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';

/** What callers have to know about versions of flows. Versions are immutable, so entries never expire. */
export type CallSummaryCache = {
  /** Sums up called flows by their slug; `links` has the version of each. A version that is too large is left out. */
  summarizeCalls(orgId: string, links: Readonly<Record<string, string>>): Promise<CallSummaries>;
};

/** Creates an empty cache of at most `maxVersions` that evicts the least recently used. Concurrent callers share one load. */
export function createCallSummaryCache(db: Db, maxVersions = 2_000): CallSummaryCache {
  const summaries = new LRUCache<string, Promise<CallSummary | null>>({ max: maxVersions });

  const summarizeCalls: CallSummaryCache['summarizeCalls'] = async (orgId, links) => {
    const found = await Promise.all(
      Object.entries(links).map(async ([slug, versionId]) => [slug, await find(orgId, versionId)] as const),
    );
    return new Map(found.flatMap(([slug, summary]) => (summary ? [[slug, summary] as const] : [])));
  };

  const find = (orgId: string, versionId: string): Promise<CallSummary | null> => {
    const key = `${orgId}/${versionId}`;
    const known = summaries.get(key);
    if (known) return known;
    const made = load(orgId, versionId).catch((error: unknown) => {
      summaries.delete(key);
      throw error;
    });
    summaries.set(key, made);
    return made;
  };

  const load = async (orgId: string, versionId: string): Promise<CallSummary | null> => {
    const version = await findFlowVersion(db, { orgId, versionId });
    if (!version) return null;
    const calls = await summarizeCalls(orgId, version.links);
    return runInSlices(summarizeStored(version.definition, calls));
  };

  return { summarizeCalls };
}

function* summarizeStored(stored: unknown, calls: CallSummaries): Steps<CallSummary | null> {
  const shape = yield* parseParts(stored);
  return shape.ok ? yield* summarizeInSteps(shape.definition, calls) : null;
}
