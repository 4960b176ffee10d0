import type { StoredVersion } from '@/server/db/flow-version/stored';
import type { ServiceContext } from '../context';
import { readPinnedVersions } from '../flow/version/read-pinned-versions';
import type { ReplayFlows } from './replay-task';

/** The key of a draft among the flows of a replay; versions have their ids. */
const DRAFT = 'draft';

/** Reads a version with the versions that it is pinned to; null if it does not exist. */
export async function readVersionFlows(
  { db }: Pick<ServiceContext, 'db'>,
  orgId: string,
  versionId: string,
): Promise<ReplayFlows | null> {
  const versions = await readPinnedVersions(db, orgId, [versionId]);
  return versions.has(versionId) ? { flow: versionId, flows: toFlows(versions) } : null;
}

/** Reads the versions that a definition is pinned to. */
export async function readPinnedFlows(
  { db }: Pick<ServiceContext, 'db'>,
  orgId: string,
  { slug, definition, links }: Omit<ReplayFlows['flows'][string], 'version'>,
): Promise<ReplayFlows> {
  const versions = await readPinnedVersions(db, orgId, Object.values(links));
  return {
    flow: DRAFT,
    flows: { [DRAFT]: { slug, version: null, definition, links }, ...toFlows(versions) },
  };
}

function toFlows(versions: ReadonlyMap<string, StoredVersion>): ReplayFlows['flows'] {
  return Object.fromEntries(
    [...versions].map(([id, { flowSlug: slug, number: version, definition, links }]) => [
      id,
      { slug, version, definition, links },
    ]),
  );
}
