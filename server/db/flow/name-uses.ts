import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { listRows } from '../statement/query';
import { selectUsingFlows, type UsingFlow } from './using-flows';

/** A flow with the names that its draft or published version reads. */
type NameUseRow = UsingFlow & { names: string[] };

/** `kind` as texts of a flow write it: `$secret.NAME` or `$config.NAME`. */
type NameUses = { orgId: string; kind: 'secret' | 'config'; take: number };

/** Lists flows that name secrets or configuration values, at most `take`, by name. */
export function listNameUses(db: Db, { orgId, kind, take }: NameUses): Promise<NameUseRow[]> {
  const text = sql<string>`flows.draft::text || coalesce(version.definition::text, '')`;
  const named = `\\$${kind}\\.([A-Za-z_][A-Za-z0-9_]*)`;
  const names = sql<string[]>`ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(${text}, ${named}, 'g') m)`;
  const using = selectUsingFlows({ orgId, pattern: `%$${kind}.%`, take });
  return listRows(db, using.select(names.as('names')));
}
