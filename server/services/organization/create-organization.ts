import { z } from 'zod';
import { recordChange } from '../audit/record-change';
import type { ServiceContext } from '../context';
import { parseGiven } from '../parse-given';
import { requireWholeOrg } from '../require-whole-org';
import { requireUser } from '../user/require-user';
import { organizationNameSchema, toOrganizationSlug } from './schema';

const given = z.object({ name: organizationNameSchema });

/** Makes another organization, which shares nothing with the others, and the person its owner. Throws invalid_request. */
export async function createOrganization(
  ctx: ServiceContext,
  input: { name: string },
): Promise<{ orgId: string; name: string }> {
  requireWholeOrg(ctx, 'settings:write');
  const { userId } = requireUser(ctx);
  const { name } = parseGiven(given, input);
  const now = ctx.clock.now();
  const orgId = ctx.ids.uuid(now);
  const createdAt = new Date(now);
  const slug = `${toOrganizationSlug(name)}-${ctx.ids.bytes(4).toString('hex')}`;
  await ctx.db.prisma.organization.create({
    data: { id: orgId, name, slug, createdAt, members: { create: { userId, role: 'owner', createdAt } } },
  });
  const there: ServiceContext = { ...ctx, actor: { type: 'user', orgId, userId, role: 'owner' } };
  await recordChange(there, {
    action: 'organization.created',
    thingId: orgId,
    name,
    before: null,
    after: { name },
  });
  return { orgId, name };
}
