import { findFlowVersion } from '@/server/db/flow-version/stored';
import { isJsonObject, type JsonObject } from '@/server/shared/json';
import type { ServiceContext } from '../context';
import { checkDefinition } from '../flow/draft/check-definition';
import { getFlowRow } from '../flow/internal';
import type { ReplayFlows } from './replay-task';

/** The key of a draft among the flows of a replay; versions have their ids. */
const DRAFT = 'draft';

/** Reads a version with the versions that it is pinned to; null if it does not exist. */
export async function readVersionFlows(
  { db }: Pick<ServiceContext, 'db'>,
  orgId: string,
  versionId: string,
): Promise<ReplayFlows | null> {
  const flows: ReplayFlows['flows'] = {};
  await addVersions({ db }, orgId, [versionId], flows);
  return Object.hasOwn(flows, versionId) ? { flow: versionId, flows } : null;
}

/** Reads the draft of a flow with the versions that it would be pinned to. Throws not_found. */
export async function readDraftFlows(
  ctx: ServiceContext,
  orgId: string,
  flowRef: string,
): Promise<ReplayFlows> {
  const { slug, draft } = await getFlowRow(ctx, orgId, flowRef);
  return readFlows(ctx, orgId, { slug, definition: isJsonObject(draft) ? draft : {} });
}

/** Reads the versions that a definition is pinned to. */
export async function readPinnedFlows(
  { db }: Pick<ServiceContext, 'db'>,
  orgId: string,
  { slug, definition, links }: Omit<ReplayFlows['flows'][string], 'version'>,
): Promise<ReplayFlows> {
  const flows: ReplayFlows['flows'] = { [DRAFT]: { slug, version: null, definition, links } };
  await addVersions({ db }, orgId, Object.values(links), flows);
  return { flow: DRAFT, flows };
}

/** Reads the versions that a definition would be pinned to. */
export async function readFlows(
  ctx: ServiceContext,
  orgId: string,
  { slug, definition }: { slug: string; definition: JsonObject },
): Promise<ReplayFlows> {
  const { links } = await checkDefinition(ctx, orgId, { input: definition, ownSlug: slug });
  return readPinnedFlows(ctx, orgId, { slug, definition, links });
}

async function addVersions(
  { db }: Pick<ServiceContext, 'db'>,
  orgId: string,
  versionIds: readonly string[],
  flows: ReplayFlows['flows'],
): Promise<void> {
  for (const versionId of versionIds) {
    if (Object.hasOwn(flows, versionId)) continue;
    const version = await findFlowVersion(db, { orgId, versionId });
    if (!version) continue;
    const { flowSlug: slug, number, definition, links } = version;
    flows[versionId] = { slug, version: number, definition, links };
    await addVersions({ db }, orgId, Object.values(links), flows);
  }
}
