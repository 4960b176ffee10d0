import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { listRows } from '../statement/query';
import { selectUsingFlows, type UsingFlow } from './using-flows';

/** A flow whose draft or published version names secrets. */
export type SecretUseRow = UsingFlow & { secrets: string[] };

const ANY = '%$secret.%';
const NAMED = '\\$secret\\.([A-Za-z_][A-Za-z0-9_]*)';

/** Lists flows that name secrets, at most `take`, by name. */
export function listSecretUses(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<SecretUseRow[]> {
  const text = sql<string>`flows.draft::text || coalesce(version.definition::text, '')`;
  const secrets = sql<string[]>`ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(${text}, ${NAMED}, 'g') m)`;
  return listRows(db, selectUsingFlows({ orgId, pattern: ANY, take }).select(secrets.as('secrets')));
}
