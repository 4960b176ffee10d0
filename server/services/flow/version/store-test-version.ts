import { upsertTestVersion } from '@/server/db/flow-version/test-copies';
import type { Json } from '@/server/engine/json';
import { deriveUuid } from '@/server/shared/derive-uuid';
import { actorName, type ServiceContext } from '../../context';

/** What a version runs; `links` has the id of the version of each flow that it calls, by slug. */
export type VersionContents = {
  orgId: string;
  flowId: string;
  definition: Json;
  links: Record<string, string>;
};

/** Stores a version for test sessions to run, unless there is one, and returns its id. */
export async function storeTestVersion(ctx: ServiceContext, contents: VersionContents): Promise<string> {
  const versionId = toTestVersionId(contents);
  const at = new Date(ctx.clock.now());
  await upsertTestVersion(ctx.db, { ...contents, versionId, createdBy: actorName(ctx.actor), at });
  return versionId;
}

/** A version 8 UUID of the contents: equal definitions share one version. */
function toTestVersionId({ orgId, flowId, definition, links }: VersionContents): string {
  return deriveUuid(JSON.stringify([orgId, flowId, definition, links]), { variant: 'hash' });
}
