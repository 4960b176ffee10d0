import { type FlowPointers, findFlowPointers } from '@/server/db/flow/environments';
import { findVersion } from '@/server/db/flow-version/published';
import { drawByWeight } from '@/server/engine/nodes/branches/draw';
import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { Platform } from '../context';
import { readEnvironment } from './versions-in';

/** The version that a session starts, and what the start is checked by; the id of the session decides among several versions. */
export type StartVersion = { versionId: string; pointers: FlowPointers; id?: string };

type Start = {
  orgId: string;
  flowId: string;
  /** Null for production. */
  environment: string | null;
  /** The number of a version that runs whatever the environment has. */
  version?: number | undefined;
  /** The id that the session will have, if it is known. */
  id?: string | undefined;
};

/**
 * Returns the version that an environment starts. Pointers from the cache may be outdated; the commit of a session refuses
 * it then. Throws not_found, flow_archived, flow_not_published.
 */
export async function getStartVersion(
  platform: Platform,
  start: Start,
  { useCache }: { useCache: boolean },
): Promise<StartVersion> {
  const { orgId, flowId, environment, version, id: given } = start;
  const pointers = await getPointers(platform, { orgId, flowId }, { useCache });
  if (version !== undefined)
    return { versionId: await getVersionId(platform, { orgId, flowId, number: version }), pointers };
  const { versions = [] } = readEnvironment(pointers, environment ?? PRODUCTION) ?? {};
  const [first, ...others] = versions;
  // It may have one by now.
  if (!first && useCache) return getStartVersion(platform, start, { useCache: false });
  if (!first) throw domainError('flow_not_published', { flowId, ...(environment && { environment }) });
  if (others.length === 0) return { versionId: first.id, pointers };
  const id = given ?? platform.ids.uuid(platform.clock.now());
  return { versionId: (drawByWeight(id, versions) ?? first).id, pointers, id };
}

/** Returns the versions of a flow in all environments. Throws not_found, flow_archived. */
export async function getPointers(
  { db, programs }: Platform,
  { orgId, flowId }: { orgId: string; flowId: string },
  { useCache }: { useCache: boolean },
): Promise<FlowPointers> {
  const known = useCache ? programs.findPointers(orgId, flowId) : null;
  if (known !== null) return known;
  const flow = isUuid(flowId) ? await findFlowPointers(db, { orgId, flowId }) : null;
  if (!flow) throw domainError('not_found', { thing: 'flow', id: flowId });
  const { archivedAt, ...pointers } = flow;
  if (archivedAt !== null) throw domainError('flow_archived', { flowId });
  programs.setPointers(orgId, flowId, pointers);
  return pointers;
}

async function getVersionId(
  { db }: Platform,
  { orgId, flowId, number }: { orgId: string; flowId: string; number: number },
): Promise<string> {
  // A number beyond PostgreSQL's integer is no version's.
  const isPossible = Number.isInteger(number) && number > 0 && number < 2 ** 31;
  const row = isPossible ? await findVersion(db, { orgId, flowId, number, versionId: null }) : null;
  if (!row) throw domainError('not_found', { thing: 'version', id: String(number) });
  return row.id;
}
