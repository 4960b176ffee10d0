import { sql } from 'kysely';
import { build } from '../statement/query';

/** A flow that uses something by its name. */
export type UsingFlow = { flowId: string; slug: string; name: string };

type Using = { orgId: string; pattern: string; take: number };

/** Those of an organization's flows whose draft or published version, `version`, has a text like the pattern; at most `take`, by name. */
export function selectUsingFlows({ orgId, pattern, take }: Using) {
  return build
    .selectFrom('flows')
    .leftJoin('flowVersions as version', (join) =>
      join.onRef('version.orgId', '=', 'flows.orgId').onRef('version.id', '=', 'flows.publishedVersionId'),
    )
    .select(['flows.id as flowId', 'flows.slug', 'flows.name'])
    .where('flows.orgId', '=', orgId)
    .where('flows.archivedAt', 'is', null)
    .where(sql<boolean>`(flows.draft::text LIKE ${pattern} OR version.definition::text LIKE ${pattern})`)
    .orderBy('flows.name')
    .limit(take);
}
