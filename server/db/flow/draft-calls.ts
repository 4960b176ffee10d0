import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';

/**
 * A flow, the slugs of the flows that its draft calls, itself or as tools of a model, and whether the draft differs from the published
 * version.
 */
export type DraftCallsRow = {
  id: string;
  slug: string;
  name: string;
  versionNumber: number | null;
  draftChanged: boolean;
  calls: string[];
};

/** Lists the flows of an organization whose drafts call others or are called by them, at most `take`, by name. */
export function listDraftCalls(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<DraftCallsRow[]> {
  const calls = sql<string[]>`array(
    select distinct called #>> '{}'
    from (
      select jsonb_path_query(flows.draft::jsonb, '$.nodes[*] ? (@.kind == "subflow").flow') as called
      union all
      select jsonb_path_query(flows.draft::jsonb, '$.nodes[*] ? (@.kind == "ai").tools[*].flow')
    ) as places
    where jsonb_typeof(called) = 'string'
  )`;
  const flows = build
    .selectFrom('flows')
    .leftJoin('flowVersions as version', (join) =>
      join.onRef('version.orgId', '=', 'flows.orgId').onRef('version.id', '=', 'flows.publishedVersionId'),
    )
    .select(['flows.id', 'flows.slug', 'flows.name', 'version.number as versionNumber', calls.as('calls')])
    .select(
      sql<boolean>`version.id IS NULL OR version.definition::text <> flows.draft::text`.as('draftChanged'),
    )
    .where('flows.orgId', '=', orgId)
    .where('flows.archivedAt', 'is', null);
  return listRows(db, flows.orderBy('flows.name').orderBy('flows.id').limit(take));
}
