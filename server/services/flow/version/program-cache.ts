import { LRUCache } from 'lru-cache';
import type { Db } from '@/server/db/connection/transaction';
import { findFlowVersion } from '@/server/db/flow-version/stored';
import type { FlowDefinition } from '@/server/engine/definition';
import { compileInSteps, type Program } from '@/server/engine/program';
import type { Steps } from '@/server/engine/steps';
import { parseParts, type Shape } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { type CallSummaryCache, createCallSummaryCache } from './call-summary-cache';
import { createFlowTitles, type FlowTitles } from './flow-titles';
import { createPublishedVersionCache, type PublishedVersionCache } from './published-version-cache';

/** Compiled flow versions by id. Versions are immutable, so entries never expire. */
export type ProgramCache = PublishedVersionCache &
  CallSummaryCache & {
    /** Throws an Error for an unknown version: sessions and links name only existing ones. */
    get(orgId: string, versionId: string): Promise<Program>;
    /** The titles of a version, with the name that its flow had when this process loaded it; throws as `get` does. */
    getTitles(orgId: string, versionId: string): Promise<FlowTitles>;
  };

type Loaded = { program: Program; titles: FlowTitles };
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
  const getTitles = async (orgId: string, versionId: string) => (await find(orgId, versionId)).titles;

  const load = async (orgId: string, versionId: string): Promise<Loaded> => {
    const key = `${orgId}/${versionId}`;
    try {
      const version = await findFlowVersion(db, { orgId, versionId });
      if (!version) throw new Error(`flow version ${versionId} does not exist`);
      const links = Object.entries(version.links);
      const programs = await Promise.all(links.map(([, linked]) => get(orgId, linked)));
      const calls = new Map(links.flatMap(([slug], index) => toPair(slug, programs[index])));
      const program = await runInSlices(compileStored(version.definition, calls));
      keep(key, version.chars);
      return { program, titles: createFlowTitles(version.flowName, program) };
    } catch (error) {
      entries.delete(key);
      throw error;
    }
  };

  const keep = (key: string, chars: number): void => {
    const entry = entries.get(key);
    // A program that is larger than the cache takes all of it. A new object, because the size of a known value is not read.
    if (entry) entries.set(key, { ...entry }, { size: Math.min(Math.max(chars, UNLOADED_SIZE), maxChars) });
  };

  return { ...createPublishedVersionCache(), ...createCallSummaryCache(db), get, getTitles };
}

function* compileStored(stored: unknown, calls: ReadonlyMap<string, Program>): Steps<Program> {
  const definition: FlowDefinition = requireDefinition(yield* parseParts(stored));
  return yield* compileInSteps(definition, calls);
}

function requireDefinition(shape: Shape): FlowDefinition {
  if (shape.ok) return shape.definition;
  const [problem] = shape.problems;
  throw new Error(`stored definition is invalid: ${problem?.path} ${problem?.message}`);
}

function toPair(slug: string, program: Program | undefined): [string, Program][] {
  return program ? [[slug, program]] : [];
}
