import { listNameUses } from '@/server/db/flow/name-uses';
import type { UsingFlow } from '@/server/db/flow/using-flows';
import { getOrganization } from '@/server/db/organization/store';
import type { StoredEnvironments } from '@/server/db/organization/stored-environments';
import type { Json } from '@/server/engine/json';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import type { ConfigValue } from './set-config';

/** The value that an environment has in place of that of the organization. */
type Override = { environment: string; value: Json };

/** A configuration value, with the flows whose draft or published version names it. */
export type ConfigValueView = ConfigValue & { overrides: Override[]; usedIn: UsingFlow[] };

/** Further flows that use configuration values are not listed. */
const MOST_FLOWS = 1_000;

/** Lists the configuration values of the organization by name. */
export async function listConfig(ctx: ServiceContext): Promise<ConfigValueView[]> {
  const orgId = requireOrgWideScope(ctx, 'settings:read');
  const [{ config, environments }, flows] = await Promise.all([
    getOrganization(ctx.db, { orgId }),
    listNameUses(ctx.db, { orgId, kind: 'config', take: MOST_FLOWS }),
  ]);
  const byName = Object.entries(config ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return byName.map(([name, value]) => {
    const using = flows.filter(({ names }) => names.includes(name));
    const overrides = listOverrides(environments ?? {}, name);
    return { name, value, overrides, usedIn: using.map(({ names: _, ...flow }) => flow) };
  });
}

function listOverrides(environments: StoredEnvironments, name: string): Override[] {
  const all = Object.entries(environments).flatMap(([environment, { config = {} }]) =>
    Object.hasOwn(config, name) ? [{ environment, value: config[name] ?? null }] : [],
  );
  return all.sort((one, other) => (one.environment < other.environment ? -1 : 1));
}
