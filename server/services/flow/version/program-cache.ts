import type { Db } from '@/server/db/connection/transaction';
import { findFlowVersion } from '@/server/db/flow-version/stored';
import type { Steps } from '@/server/engine/compile/steps';
import type { FlowDefinition } from '@/server/engine/definition';
import { compileInSteps, type Program } from '@/server/engine/program';
import { parseParts, type Shape } from '@/server/engine/validate/parse-shape';
import { runInSlices } from '@/server/gateways/run-in-slices';
import { createPublishedVersionCache, type PublishedVersionCache } from './published-version-cache';

/** Compiled flow versions by id. Versions never change, so neither does an entry. */
export type ProgramCache = PublishedVersionCache & {
  /** Throws when the organization has no such version: sessions and links only name versions that exist. */
  get(orgId: string, versionId: string): Promise<Program>;
};

type Entry = { program: Promise<Program>; chars: number };

/**
 * Makes a cache that holds about `maxChars` characters of definitions, 64 million unless told; what was used longest
 * ago leaves first. Two that want one version at once wait for one load.
 */
export function createProgramCache(db: Db, maxChars = 64_000_000): ProgramCache {
  const entries = new Map<string, Entry>();
  let held = 0;

  const drop = (key: string): void => {
    held -= entries.get(key)?.chars ?? 0;
    entries.delete(key);
  };

  const get = (orgId: string, versionId: string): Promise<Program> => {
    const key = `${orgId}/${versionId}`;
    const entry = entries.get(key) ?? { program: load(orgId, versionId), chars: 0 };
    // Deleting first puts the key last: a Map keeps the order of insertion.
    entries.delete(key);
    entries.set(key, entry);
    return entry.program;
  };

  const load = async (orgId: string, versionId: string): Promise<Program> => {
    const key = `${orgId}/${versionId}`;
    try {
      const version = await findFlowVersion(db, { orgId, versionId });
      if (!version) throw new Error(`flow version ${versionId} does not exist`);
      const links = Object.entries(version.links);
      const programs = await Promise.all(links.map(([, linked]) => get(orgId, linked)));
      const calls = new Map(links.flatMap(([slug], index) => toPair(slug, programs[index])));
      const program = await runInSlices(compileStored(version.definition, calls));
      keep(key, version.chars);
      return program;
    } catch (error) {
      drop(key);
      throw error;
    }
  };

  const keep = (key: string, chars: number): void => {
    const entry = entries.get(key);
    if (!entry) return;
    entry.chars = chars;
    held += chars;
    for (const oldest of entries.keys()) {
      if (held <= maxChars || oldest === key) return;
      drop(oldest);
    }
  };

  return { ...createPublishedVersionCache(), get };
}

function* compileStored(stored: unknown, calls: ReadonlyMap<string, Program>): Steps<Program> {
  const definition: FlowDefinition = requireDefinition(yield* parseParts(stored));
  return yield* compileInSteps(definition, calls);
}

function requireDefinition(shape: Shape): FlowDefinition {
  if (shape.ok) return shape.definition;
  const [problem] = shape.problems;
  throw new Error(`a stored definition cannot be read: ${problem?.path} ${problem?.message}`);
}

function toPair(slug: string, program: Program | undefined): [string, Program][] {
  return program ? [[slug, program]] : [];
}
