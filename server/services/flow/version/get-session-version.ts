import { findRunVersion, type RunVersionRow } from '@/server/db/flow-version/run';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import type { JsonObject } from '@/server/shared/json';
import { requireScope, type ServiceContext } from '../../context';
import { toObject } from '../internal';

/** The version that a session runs; `number` is null for the copy of a draft in a test session. */
export type SessionVersion = Omit<RunVersionRow, 'definition'> & { definition: JsonObject };

/**
 * Returns the version that a session runs, published or of a test session, also of an archived flow. Throws
 * not_found.
 */
export async function getSessionVersion(
  ctx: ServiceContext,
  { flowId, versionId }: { flowId: string; versionId: string },
): Promise<SessionVersion> {
  const orgId = requireScope(ctx, 'flows:read');
  const isPossible = isUuid(flowId) && isUuid(versionId);
  const row = isPossible ? await findRunVersion(ctx.db, { orgId, flowId, versionId }) : null;
  if (!row) throw domainError('not_found', { thing: 'version', id: versionId });
  return { ...row, definition: toObject(row.definition) };
}
