import { insertMember } from '@/server/db/member/store';
import { insertOrganization } from '@/server/db/organization/store';
import { withChange } from '../audit/with-change';
import type { ServiceContext } from '../context';
import { requireOrgWideScope } from '../require-org-wide-scope';
import { requireValid } from '../require-valid';
import { requireUser } from '../user/require-user';
import { newOrganizationSchema, toOrganizationSlug } from './schema';

/** Creates another organization, separate from all others, owned by the caller. Throws invalid_request. */
export async function createOrganization(
  ctx: ServiceContext,
  input: { name: string },
): Promise<{ orgId: string; name: string }> {
  requireOrgWideScope(ctx, 'settings:write');
  const { userId } = requireUser(ctx);
  const { name } = requireValid(newOrganizationSchema, input);
  const now = ctx.clock.now();
  const orgId = ctx.ids.uuid(now);
  const createdAt = new Date(now);
  const slug = `${toOrganizationSlug(name)}-${ctx.ids.bytes(4).toString('hex')}`;
  const there: ServiceContext = { ...ctx, actor: { type: 'user', orgId, userId, role: 'owner' } };
  return withChange(there, async (tx) => {
    await insertOrganization(tx, { id: orgId, name, slug, createdAt });
    await insertMember(tx, { orgId, userId, role: 'owner', createdAt });
    const what = { action: 'organization.created', thingId: orgId, name } as const;
    return { result: { orgId, name }, change: { ...what, before: null, after: { name } } };
  });
}
