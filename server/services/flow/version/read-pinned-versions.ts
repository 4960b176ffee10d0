import type { Db } from '@/server/db/connection/transaction';
import { findFlowVersion, type StoredVersion } from '@/server/db/flow-version/stored';

/** Reads versions by their ids, with those that they are pinned to: each once, callers first. Missing ones are left out. */
export async function readPinnedVersions(
  db: Db,
  orgId: string,
  versionIds: readonly string[],
): Promise<Map<string, StoredVersion>> {
  const versions = new Map<string, StoredVersion>();
  // A set takes what is added to it while it is read, once.
  const wanted = new Set(versionIds);
  for (const versionId of wanted) {
    const version = await findFlowVersion(db, { orgId, versionId });
    if (!version) continue;
    versions.set(versionId, version);
    for (const id of Object.values(version.links)) wanted.add(id);
  }
  return versions;
}
