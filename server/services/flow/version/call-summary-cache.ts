import { LRUCache } from 'lru-cache';
import type { Db } from '@/server/db/connection/transaction';
import { findFlowVersion } from '@/server/db/flow-version/stored';
import { toCallKey } from '@/server/engine/certify/call-key';
import type { CallSummary } from '@/server/engine/certify/call-summary';
import type { CallSummaries } from '@/server/engine/certify/flow-graph';
import type { Steps } from '@/server/engine/steps';
import { summarizeInSteps } from '@/server/engine/validate';
import { parseParts } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { readVersions } from './compile-versions';
import { type CallPlace, listCallPlaces } from './list-call-places';
import { listSetVersions } from './read-pins';
import { summarizeVersions } from './summarize-versions';

/** What callers have to know about versions of flows. Versions are immutable, so entries never expire. */
export type CallSummaryCache = {
  /**
   * Sums up the flows that nodes of a definition call, by their `toCallKey`; `links` has the version of each. A version that is too
   * large is left out.
   */
  summarizeCalls(
    orgId: string,
    calling: { definition: unknown; links: Readonly<Record<string, string>> },
  ): Promise<CallSummaries>;
};

/** Creates an empty cache of at most `maxVersions` that evicts the least recently used. Concurrent callers share one load. */
export function createCallSummaryCache(db: Db, maxVersions = 2_000): CallSummaryCache {
  const summaries = new LRUCache<string, Promise<CallSummary | null>>({ max: maxVersions });

  const summarizeCalls: CallSummaryCache['summarizeCalls'] = async (orgId, { definition, links }) => {
    const called = listCallPlaces(definition).flatMap((place) => {
      const versionId = Object.hasOwn(links, place.flow) ? links[place.flow] : undefined;
      return versionId === undefined ? [] : [{ ...place, versionId }];
    });
    const found = await Promise.all(
      called.map(async (place) => [toCallKey(place), await find(orgId, place)] as const),
    );
    return new Map(found.flatMap(([key, summary]) => (summary ? [[key, summary] as const] : [])));
  };

  const find = (orgId: string, place: PinnedPlace): Promise<CallSummary | null> => {
    const key = `${orgId}/${place.versionId}/${place.node ?? ''}`;
    const known = summaries.get(key);
    if (known) return known;
    const made = load(orgId, place).catch((error: unknown) => {
      summaries.delete(key);
      throw error;
    });
    summaries.set(key, made);
    return made;
  };

  const load = async (orgId: string, { versionId, node }: PinnedPlace): Promise<CallSummary | null> => {
    const version = await findFlowVersion(db, { orgId, versionId });
    if (!version) return null;
    const set = await listSetVersions(db, orgId, { versionId, links: version.links });
    const calls =
      set.length === 0 ? await summarizeCalls(orgId, version) : await summarizeWithin(orgId, versionId, set);
    return runInSlices(summarizeStored(version.definition, calls, node));
  };

  const summarizeWithin = async (
    orgId: string,
    versionId: string,
    ids: readonly string[],
  ): Promise<CallSummaries> => {
    const summarized = await summarizeVersions(await readVersions(db, orgId, ids), (calling) =>
      summarizeCalls(orgId, calling),
    );
    return summarized.get(versionId) ?? new Map();
  };

  return { summarizeCalls };
}

type PinnedPlace = CallPlace & { versionId: string };

function* summarizeStored(stored: unknown, calls: CallSummaries, entry?: string): Steps<CallSummary | null> {
  const shape = yield* parseParts(stored);
  return shape.ok ? yield* summarizeInSteps(shape.definition, calls, entry) : null;
}
