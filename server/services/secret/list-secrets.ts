import { listNameUses } from '@/server/db/flow/name-uses';
import { listSecrets as listSecretRows } from '@/server/db/secret/store';
import { groupBy } from '@/server/shared/group-by';
import { findActorNames } from '../audit/find-actor-names';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { type SecretView, toSecretView } from './view';

/** Further flows that use secrets are not listed. */
const MOST_FLOWS = 1_000;

/** Lists the secrets of the organization by name, without their values. */
export async function listSecrets(ctx: ServiceContext): Promise<SecretView[]> {
  const orgId = requireOrgWideScope(ctx, 'settings:read');
  const [rows, flows] = await Promise.all([
    listSecretRows(ctx.db, { orgId }),
    listNameUses(ctx.db, { orgId, kind: 'secret', take: MOST_FLOWS }),
  ]);
  const actors = [...new Set(rows.map(({ updatedBy }) => updatedBy))];
  const names = await findActorNames(ctx, orgId, actors);
  const byName = [...groupBy(rows, ({ name }) => name).values()];
  return byName.flatMap(([row, ...overrides]) => {
    if (!row) return [];
    const using = flows.filter((flow) => flow.names.includes(row.name));
    const usedIn = using.map(({ names: _, ...flow }) => flow);
    return toSecretView(row, { names, usedIn, overrides });
  });
}
