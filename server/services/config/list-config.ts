import { listNameUses } from '@/server/db/flow/name-uses';
import type { UsingFlow } from '@/server/db/flow/using-flows';
import { getOrganization } from '@/server/db/organization/store';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import type { ConfigValue } from './set-config';

/** A configuration value, with the flows whose draft or published version names it. */
export type ConfigValueView = ConfigValue & { usedIn: UsingFlow[] };

/** Further flows that use configuration values are not listed. */
const MOST_FLOWS = 1_000;

/** Lists the configuration values of the organization by name. */
export async function listConfig(ctx: ServiceContext): Promise<ConfigValueView[]> {
  const orgId = requireOrgWideScope(ctx, 'settings:read');
  const [{ config }, flows] = await Promise.all([
    getOrganization(ctx.db, { orgId }),
    listNameUses(ctx.db, { orgId, kind: 'config', take: MOST_FLOWS }),
  ]);
  const byName = Object.entries(config ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return byName.map(([name, value]) => {
    const using = flows.filter(({ names }) => names.includes(name));
    return { name, value, usedIn: using.map(({ names: _, ...flow }) => flow) };
  });
}
