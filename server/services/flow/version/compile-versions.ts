import type { Db } from '@/server/db/connection/transaction';
import { findFlowVersion, type StoredVersion } from '@/server/db/flow-version/stored';
import { compileSetInSteps, type SetMember } from '@/server/engine/compile-set';
import type { FlowDefinition } from '@/server/engine/definition';
import type { Json } from '@/server/engine/json';
import type { Program } from '@/server/engine/program';
import type { Steps } from '@/server/engine/steps';
import { parseParts } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';

type Contents = { definition: Json; links: Readonly<Record<string, string>> };
type Links = Contents['links'];

/** Reads versions by their ids; missing ones are left out. */
export async function readVersions(
  db: Db,
  orgId: string,
  versionIds: readonly string[],
): Promise<Map<string, StoredVersion>> {
  const versions = new Map<string, StoredVersion>();
  for (const versionId of versionIds) {
    const version = await findFlowVersion(db, { orgId, versionId });
    if (version) versions.set(versionId, version);
  }
  return versions;
}

/** Compiles the versions of a set; `getAll` returns the programs of the flows beyond it that one of them calls. */
export async function compileVersions(
  set: ReadonlyMap<string, Contents>,
  getAll: (outside: Links) => Promise<ReadonlyMap<string, Program>>,
): Promise<Map<string, Program>> {
  const members = new Map<string, SetMember>();
  for (const [key, { definition, links }] of set) {
    const { within, outside } = divideLinks(links, set);
    members.set(key, {
      definition: await runInSlices(parseStored(definition)),
      outside: await getAll(outside),
      members: within,
    });
  }
  return runInSlices(compileSetInSteps(members));
}

/** Divides links into those to versions of a set and those beyond it. */
export function divideLinks(
  links: Links,
  set: ReadonlyMap<string, unknown>,
): { within: ReadonlyMap<string, string>; outside: Links } {
  const entries = Object.entries(links);
  return {
    within: new Map(entries.filter(([, linked]) => set.has(linked))),
    outside: Object.fromEntries(entries.filter(([, linked]) => !set.has(linked))),
  };
}

/** Parses a stored definition; throws an Error for one that is invalid, because only valid ones are stored. */
export function* parseStored(stored: unknown): Steps<FlowDefinition> {
  const shape = yield* parseParts(stored);
  if (shape.ok) return shape.definition;
  const [problem] = shape.problems;
  throw new Error(`stored definition is invalid: ${problem?.path} ${problem?.message}`);
}
