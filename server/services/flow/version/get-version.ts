import { findVersion, type VersionRowWithDefinition } from '@/server/db/flow-version/published';
import { domainError } from '@/server/shared/errors';
import { isUuid } from '@/server/shared/ids';
import { requireScope, type ServiceContext } from '../../context';
import { getFlowHead, toObject } from '../internal';
import { toVersionView, type VersionDetail } from '../view';

export type VersionRef = { flowId: string; number: number } | { flowId: string; versionId: string };

/** Returns a published version with its definition; throws not_found. */
export async function getVersion(ctx: ServiceContext, ref: VersionRef): Promise<VersionDetail> {
  const orgId = requireScope(ctx, 'flows:read');
  const row = await getVersionRow(ctx, orgId, ref);
  const { definition, links, certificate } = row;
  return { ...toVersionView(row), definition: toObject(definition), links, certificate };
}

/** Returns the row of a published version; throws not_found. */
export async function getVersionRow(
  ctx: ServiceContext,
  orgId: string,
  ref: VersionRef,
): Promise<VersionRowWithDefinition> {
  const { id: flowId } = await getFlowHead(ctx, orgId, ref.flowId);
  const key =
    'number' in ref
      ? { number: toInt(ref.number), versionId: null }
      : { number: null, versionId: ref.versionId };
  const isPossible = key.versionId === null || isUuid(key.versionId);
  const row = isPossible ? await findVersion(ctx.db, { orgId, flowId, ...key }) : null;
  if (!row)
    throw domainError('not_found', {
      thing: 'version',
      id: String('number' in ref ? ref.number : ref.versionId),
    });
  return row;
}

// A number beyond PostgreSQL's integer is no version's.
function toInt(number: number): number {
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : 0;
}
