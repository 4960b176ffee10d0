import { LRUCache } from 'lru-cache';
import type { Db } from '@/server/db/connection/transaction';
import { findFlowVersion, type StoredVersion } from '@/server/db/flow-version/stored';
import { compileInSteps, type Program } from '@/server/engine/program';
import type { Steps } from '@/server/engine/steps';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { type CallSummaryCache, createCallSummaryCache } from './call-summary-cache';
import { compileVersions, parseStored, readVersions } from './compile-versions';
import { createFlowPointersCache, type FlowPointersCache } from './flow-pointers-cache';
import { createFlowTitles, type FlowTitles } from './flow-titles';
import { listSetVersions } from './read-pins';

/** Compiled flow versions by id. Versions are immutable, so entries never expire. */
export type ProgramCache = FlowPointersCache &
  CallSummaryCache & {
    /** Throws an Error for an unknown version: sessions and links name only existing ones. */
    get(orgId: string, versionId: string): Promise<Program>;
    /** The number of a version, null for the copy of a draft; throws as `get` does. */
    getNumber(orgId: string, versionId: string): Promise<number | null>;
    /** The titles of a version, with the name that its flow had when this process loaded it; throws as `get` does. */
    getTitles(orgId: string, versionId: string): Promise<FlowTitles>;
  };

type Loaded = { program: Program; titles: FlowTitles; number: number | null };
type Entry = { loaded: Promise<Loaded> };

// The size of an entry that is being loaded.
const UNLOADED_SIZE = 1;

/**
 * Creates a cache of about `maxChars` characters of definitions (default 64 million) that evicts the least recently
 * used. Concurrent callers share one load.
 */
export function createProgramCache(db: Db, maxChars = 64_000_000): ProgramCache {
  const entries = new LRUCache<string, Entry>({ maxSize: maxChars });

  const find = (orgId: string, versionId: string): Promise<Loaded> => {
    const key = `${orgId}/${versionId}`;
    const known = entries.get(key);
    if (known) return known.loaded;
    const entry = { loaded: load(orgId, versionId) };
    entries.set(key, entry, { size: UNLOADED_SIZE });
    return entry.loaded;
  };

  const get = async (orgId: string, versionId: string) => (await find(orgId, versionId)).program;
  const getNumber = async (orgId: string, versionId: string) => (await find(orgId, versionId)).number;
  const getTitles = async (orgId: string, versionId: string) => (await find(orgId, versionId)).titles;

  const load = async (orgId: string, versionId: string): Promise<Loaded> => {
    const key = `${orgId}/${versionId}`;
    try {
      const version = await findFlowVersion(db, { orgId, versionId });
      if (!version) throw new Error(`flow version ${versionId} does not exist`);
      const set = await listSetVersions(db, orgId, { versionId, links: version.links });
      const loaded = set.length === 0 ? await loadOne(orgId, version) : await loadSet(orgId, versionId, set);
      keep(key, version.chars);
      return loaded;
    } catch (error) {
      entries.delete(key);
      throw error;
    }
  };

  const loadOne = async (orgId: string, version: StoredVersion): Promise<Loaded> => {
    const calls = await getAll(orgId, version.links);
    const program = await runInSlices(compileStored(version.definition, calls));
    return toLoaded(version, program);
  };

  // The versions of a set are kept together, so that each leads to the same programs of the others.
  const loadSet = async (orgId: string, versionId: string, ids: readonly string[]): Promise<Loaded> => {
    const stored = await readVersions(db, orgId, ids);
    const programs = await compileVersions(stored, (links) => getAll(orgId, links));
    let own: Loaded | null = null;
    for (const [id, version] of stored) {
      const program = programs.get(id);
      if (!program) continue;
      const loaded = toLoaded(version, program);
      if (id === versionId) own = loaded;
      else
        entries.set(`${orgId}/${id}`, { loaded: Promise.resolve(loaded) }, { size: toSize(version.chars) });
    }
    if (!own) throw new Error(`flow version ${versionId} does not exist`);
    return own;
  };

  const getAll = async (orgId: string, links: Readonly<Record<string, string>>) => {
    const programs = await Promise.all(
      Object.entries(links).map(async ([slug, linked]) => [slug, await get(orgId, linked)] as const),
    );
    return new Map(programs);
  };

  // A program that is larger than the cache takes all of it.
  const toSize = (chars: number) => Math.min(Math.max(chars, UNLOADED_SIZE), maxChars);

  const keep = (key: string, chars: number): void => {
    const entry = entries.get(key);
    // A new object, because the size of a known value is not read.
    if (entry) entries.set(key, { ...entry }, { size: toSize(chars) });
  };

  return { ...createFlowPointersCache(), ...createCallSummaryCache(db), get, getNumber, getTitles };
}

function* compileStored(stored: unknown, calls: ReadonlyMap<string, Program>): Steps<Program> {
  return yield* compileInSteps(yield* parseStored(stored), calls);
}

function toLoaded({ flowName, number }: StoredVersion, program: Program): Loaded {
  return { program, titles: createFlowTitles(flowName, program), number };
}
