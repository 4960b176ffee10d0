import type { Selectable } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, findRow } from '../statement/query';
import type { Tables } from '../statement/tables';

/** A version as sessions run it; `number` is null for the copy of a draft that test sessions run. */
export type RunVersionRow = Pick<
  Selectable<Tables['flowVersions']>,
  'id' | 'flowId' | 'number' | 'createdAt' | 'definition' | 'links'
>;

/** Finds a version of a flow, published or a test copy; the flow may be archived, for its sessions go on. */
export function findRunVersion(
  db: Db,
  { orgId, flowId, versionId }: { orgId: string; flowId: string; versionId: string },
): Promise<RunVersionRow | null> {
  const version = build
    .selectFrom('flowVersions')
    .select(['id', 'flowId', 'number', 'createdAt', 'definition', 'links'])
    .where('orgId', '=', orgId);
  return findRow(db, version.where('id', '=', versionId).where('flowId', '=', flowId));
}
