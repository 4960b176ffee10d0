import { countFlowsByEnvironment } from '@/server/db/flow/environments';
import { getOrganization } from '@/server/db/organization/store';
import { PRODUCTION } from '@/server/shared/environment-name';
import { requireScope, type ServiceContext } from '../context';
import type { EnvironmentView } from './view';

/** Lists the environments of the organization: production, then the others by name. */
export async function listEnvironments(ctx: ServiceContext): Promise<EnvironmentView[]> {
  const orgId = requireScope(ctx, 'flows:read');
  const [{ environments }, counts] = await Promise.all([
    getOrganization(ctx.db, { orgId }),
    countFlowsByEnvironment(ctx.db, { orgId }),
  ]);
  const flowsIn = (name: string) => counts.get(name) ?? 0;
  const others = Object.entries(environments ?? {}).map(([name, { createdAt }]) => {
    return { name, createdAt: new Date(createdAt), flows: flowsIn(name) };
  });
  const production = { name: PRODUCTION, createdAt: null, flows: flowsIn(PRODUCTION) };
  return [production, ...others.toSorted((one, other) => (one.name < other.name ? -1 : 1))];
}
