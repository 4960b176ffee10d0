import type { CallSummaries } from '@/server/engine/certify/flow-graph';
import { type SummarizedMember, summarizeSet } from '@/server/engine/certify/summarize-set';
import type { Json } from '@/server/engine/json';
import { parseParts } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { divideLinks } from './compile-versions';

type Contents = { definition: Json; links: Readonly<Record<string, string>> };

/**
 * Sums up, for each version of a set, the flows that it calls; `summarizeCalls` does it for those beyond the set. A version with an
 * invalid definition is left out.
 */
export async function summarizeVersions(
  set: ReadonlyMap<string, Contents>,
  summarizeCalls: (outside: Contents) => Promise<CallSummaries>,
): Promise<Map<string, CallSummaries>> {
  const members = new Map<string, SummarizedMember>();
  for (const [key, { definition: stored, links }] of set) {
    const shape = await runInSlices(parseParts(stored));
    if (!shape.ok) continue;
    const { within, outside } = divideLinks(links, set);
    const calls = await summarizeCalls({ definition: stored, links: outside });
    members.set(key, { definition: shape.definition, calls, members: within });
  }
  return runInSlices(summarizeSet(members));
}
