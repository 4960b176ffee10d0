import type { Db } from '@/server/db/connection/transaction';
import type { FlowPointers } from '@/server/db/flow/environments';
import type { WeightedVersion } from '@/server/db/flow/stored-environments';
import { listVersionNumbers } from '@/server/db/flow-version/published';
import { readEnvironment } from './versions-in';

/** An environment of an organization; `createdAt` is null for production, `flows` counts those with a version there. */
export type EnvironmentView = { name: string; createdAt: Date | null; flows: number };

/** A version that an environment has. Sessions are divided by weight. */
export type EnvironmentVersion = { versionId: string; number: number; weight: number };

/** What a flow has in an environment; `before` is what it can be rolled back to, null if there is nothing. */
export type FlowEnvironmentView = {
  environment: string;
  versions: EnvironmentVersion[];
  before: EnvironmentVersion[] | null;
};

/** Makes the views of what a flow has in some environments. */
export async function toFlowEnvironmentViews(
  db: Db,
  { orgId, pointers, names }: { orgId: string; pointers: FlowPointers; names: readonly string[] },
): Promise<FlowEnvironmentView[]> {
  const read = names.map((environment) => ({ environment, own: readEnvironment(pointers, environment) }));
  const versionIds = read.flatMap(({ own }) => [...(own?.versions ?? []), ...(own?.before ?? [])]);
  const numbers = await listVersionNumbers(db, { orgId, versionIds: versionIds.map(({ id }) => id) });
  return read.map(({ environment, own }) => ({
    environment,
    versions: toVersions(own?.versions ?? [], numbers),
    before: own?.before ? toVersions(own.before, numbers) : null,
  }));
}

/** Makes the views of versions whose numbers are known. */
export function toVersions(
  versions: readonly WeightedVersion[],
  numbers: ReadonlyMap<string, number>,
): EnvironmentVersion[] {
  return versions.map(({ id, weight }) => ({ versionId: id, number: numbers.get(id) ?? 0, weight }));
}
