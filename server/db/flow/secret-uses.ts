import { sql } from 'kysely';
import type { Db } from '../connection/transaction';
import { build, listRows } from '../statement/query';

/** A flow whose draft or published version names secrets. */
export type SecretUseRow = { flowId: string; slug: string; name: string; secrets: string[] };

const ANY = '%$secret.%';
const NAMED = '\\$secret\\.([A-Za-z_][A-Za-z0-9_]*)';

/** Lists flows that name secrets, at most `take`, by name. */
export function listSecretUses(
  db: Db,
  { orgId, take }: { orgId: string; take: number },
): Promise<SecretUseRow[]> {
  const text = sql<string>`flows.draft::text || coalesce(version.definition::text, '')`;
  const secrets = sql<string[]>`ARRAY(SELECT DISTINCT m[1] FROM regexp_matches(${text}, ${NAMED}, 'g') m)`;
  const flows = build
    .selectFrom('flows')
    .leftJoin('flowVersions as version', (join) =>
      join.onRef('version.orgId', '=', 'flows.orgId').onRef('version.id', '=', 'flows.publishedVersionId'),
    )
    .select(['flows.id as flowId', 'flows.slug', 'flows.name', secrets.as('secrets')])
    .where('flows.orgId', '=', orgId)
    .where('flows.archivedAt', 'is', null)
    .where(sql<boolean>`(flows.draft::text LIKE ${ANY} OR version.definition::text LIKE ${ANY})`);
  return listRows(db, flows.orderBy('flows.name').limit(take));
}
