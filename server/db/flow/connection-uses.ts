import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';

/** A flow whose draft or published version names connections. */
export type ConnectionUseRow = { flowId: string; slug: string; name: string; connections: string[] };

const ANY = '%"connection"%';
const IN_NODES = '$.nodes[*] ? (@.kind == "http" || @.kind == "ai")';

/** Lists flows that name connections, at most `take`, by name. */
export function listConnectionUses(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<ConnectionUseRow[]> {
  const both = sql`jsonb_build_array(flows.draft::jsonb, version.definition::jsonb)`;
  const connections = sql<string[]>`ARRAY(
    SELECT DISTINCT named #>> '{}' FROM jsonb_array_elements(${both}) used,
      LATERAL (SELECT jsonb_path_query(used, ${`${IN_NODES}.connection`}::jsonpath) named
        UNION ALL SELECT jsonb_path_query(used, ${`${IN_NODES}.fallback.connection`}::jsonpath)) found
    WHERE jsonb_typeof(named) = 'string')`;
  const flows = build
    .selectFrom('flows')
    .leftJoin('flowVersions as version', (join) =>
      join.onRef('version.orgId', '=', 'flows.orgId').onRef('version.id', '=', 'flows.publishedVersionId'),
    )
    .select(['flows.id as flowId', 'flows.slug', 'flows.name', connections.as('connections')])
    .where('flows.orgId', '=', orgId)
    .where('flows.archivedAt', 'is', null)
    .where(sql<boolean>`(flows.draft::text LIKE ${ANY} OR version.definition::text LIKE ${ANY})`);
  return listRows(db, flows.orderBy('flows.name').limit(take));
}
