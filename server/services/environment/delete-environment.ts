import { deleteFromFlows } from '@/server/db/flow/environments';
import { lockOrganization } from '@/server/db/lock/rows';
import { countBound } from '@/server/db/organization/bound';
import { getOrganization, updateOrganization } from '@/server/db/organization/store';
import { deleteSecretsOfEnvironment } from '@/server/db/secret/store';
import { PRODUCTION } from '@/server/shared/environment-name';
import { domainError } from '@/server/shared/errors';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { forgetEnvironments } from './forget-environments';
import { requireStored } from './stored-environment';

/**
 * Deletes an environment; its versions stay, and so do the sessions that were started in it. Throws not_found, and
 * invalid_request for production and while channels or keys are bound to it.
 */
export async function deleteEnvironment(ctx: ServiceContext, { name }: { name: string }): Promise<void> {
  const orgId = requireOrgWideScope(ctx, 'flows:write');
  if (name === PRODUCTION) refuse('cannot be removed, because every organization has it');
  await withChange(ctx, async (tx) => {
    await lockOrganization(tx, { orgId });
    const environments = (await getOrganization(tx, { orgId })).environments ?? {};
    requireStored(environments, name);
    const { channels, keys } = await countBound(tx, { orgId, name, at: new Date(ctx.clock.now()) });
    if (channels + keys > 0)
      refuse(
        `is the one of ${channels} channels and ${keys} API keys; give channels another one, and revoke keys, first`,
      );
    const { [name]: _, ...others } = environments;
    const left = Object.keys(others).length > 0 ? others : null;
    await updateOrganization(tx, { orgId }, { environments: left });
    await deleteFromFlows(tx, { orgId, name });
    await deleteSecretsOfEnvironment(tx, { orgId, environment: name });
    const change = { action: 'environment.removed' as const, thingId: name, name, before: {}, after: null };
    return { result: undefined, change };
  });
  forgetEnvironments(ctx);
}

function refuse(message: string): never {
  throw domainError('invalid_request', { issues: [{ path: ['environment'], message }] });
}
