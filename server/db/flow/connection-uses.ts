import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { listRows } from '../statement/query';
import { selectUsingFlows, type UsingFlow } from './using-flows';

/** A flow whose draft or published version names connections. */
export type ConnectionUseRow = UsingFlow & { connections: string[] };

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
  return listRows(db, selectUsingFlows({ orgId, pattern: ANY, take }).select(connections.as('connections')));
}
