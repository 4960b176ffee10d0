import { copyProduction, countFlowsByEnvironment } from '@/server/db/flow/environments';
import { lockOrganization } from '@/server/db/lock/rows';
import { getOrganization, updateOrganization } from '@/server/db/organization/store';
import { MAX_ENVIRONMENTS } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { forgetEnvironments } from './forget-environments';
import { type NewEnvironmentInput, newEnvironmentSchema } from './schema';
import type { EnvironmentView } from './view';

/**
 * Creates an environment, in which no flow has a version, or each has those that it has in production. Throws invalid_request,
 * name_taken and limit_exceeded.
 */
export async function createEnvironment(
  ctx: ServiceContext,
  input: NewEnvironmentInput,
): Promise<EnvironmentView> {
  const orgId = requireOrgWideScope(ctx, 'flows:write');
  const { name, copyProduction: isCopy } = requireValid(newEnvironmentSchema, input);
  const createdAt = new Date(ctx.clock.now());
  await withChange(ctx, async (tx) => {
    await lockOrganization(tx, { orgId });
    const environments = (await getOrganization(tx, { orgId })).environments ?? {};
    if (Object.hasOwn(environments, name)) throw domainError('name_taken', { name });
    const actual = Object.keys(environments).length + 1;
    if (actual > MAX_ENVIRONMENTS)
      throw domainError('limit_exceeded', { limit: 'environments', max: MAX_ENVIRONMENTS, actual });
    const added = { ...environments, [name]: { createdAt: createdAt.toISOString() } };
    await updateOrganization(tx, { orgId }, { environments: added });
    if (isCopy) await copyProduction(tx, { orgId, name });
    const after = { copyProduction: isCopy };
    const change = { action: 'environment.created' as const, thingId: name, name, before: null, after };
    return { result: undefined, change };
  });
  forgetEnvironments(ctx);
  const counts = await countFlowsByEnvironment(ctx.db, { orgId });
  return { name, createdAt, flows: counts.get(name) ?? 0 };
}
