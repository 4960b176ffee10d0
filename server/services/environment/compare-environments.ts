import { isDeepStrictEqual } from 'node:util';
import { listFlowPointers } from '@/server/db/flow/environments';
import { listVersionNumbers } from '@/server/db/flow-version/published';
import { requireScope, type ServiceContext } from '../context';
import { requireEnvironment } from './require-environment';
import { readEnvironment } from './versions-in';
import { type EnvironmentVersion, toVersions } from './view';

/** The most flows that are compared, by name. */
const MOST_COMPARED = 1_000;

/** A flow that has other versions in one environment than in the other; a list is empty where it has none. */
export type EnvironmentDifference = {
  flowId: string;
  slug: string;
  name: string;
  versions: EnvironmentVersion[];
  others: EnvironmentVersion[];
};

/** Lists the flows that have other versions, or other weights, in one environment than in another. Throws not_found. */
export async function compareEnvironments(
  ctx: ServiceContext,
  { environment, other }: { environment: string; other: string },
): Promise<EnvironmentDifference[]> {
  const orgId = requireScope(ctx, 'flows:read');
  await requireEnvironment(ctx, orgId, environment);
  await requireEnvironment(ctx, orgId, other);
  const flows = await listFlowPointers(ctx.db, { orgId, take: MOST_COMPARED });
  const different = flows.flatMap((flow) => {
    const versions = readEnvironment(flow, environment)?.versions ?? [];
    const others = readEnvironment(flow, other)?.versions ?? [];
    return isDeepStrictEqual(versions, others) ? [] : [{ flow, versions, others }];
  });
  const versionIds = different.flatMap(({ versions, others }) =>
    [...versions, ...others].map(({ id }) => id),
  );
  const numbers = await listVersionNumbers(ctx.db, { orgId, versionIds });
  return different.map(({ flow: { id: flowId, slug, name }, versions, others }) => {
    return {
      flowId,
      slug,
      name,
      versions: toVersions(versions, numbers),
      others: toVersions(others, numbers),
    };
  });
}
