import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { listRows } from '../statement/query';
import { selectUsingFlows, type UsingFlow } from './using-flows';

/** A flow whose draft or published version names configuration values. */
export type ConfigUseRow = UsingFlow & { names: string[] };

const ANY = '%$config.%';
const NAMED = '\\$config\\.([A-Za-z_][A-Za-z0-9_]*)';

/** Lists flows that name configuration values, at most `take`, by name. */
export function listConfigUses(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<ConfigUseRow[]> {
  const text = sql<string>`flows.draft::text || coalesce(version.definition::text, '')`;
  const names = sql<string[]>`ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(${text}, ${NAMED}, 'g') m)`;
  return listRows(db, selectUsingFlows({ orgId, pattern: ANY, take }).select(names.as('names')));
}
