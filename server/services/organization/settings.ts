import { z } from 'zod';
import { withChange } from '../audit/with-change';
import { requireScope, type ServiceContext } from '../context';
import { parseGiven } from '../parse-given';
import { requireWholeOrg } from '../require-whole-org';
import { organizationNameSchema } from './schema';

/** `retentionDays`: how long transcripts of finished sessions are kept; null for ever. */
export type OrganizationSettings = { name: string; slug: string; retentionDays: number | null };

const settings = z.object({
  name: organizationNameSchema.optional(),
  retentionDays: z
    .number()
    .int('Use whole days.')
    .min(1, 'Keep transcripts for at least 1 day.')
    .max(3_650, 'Keep transcripts for at most 3,650 days, or for ever.')
    .nullable()
    .optional(),
});

export type ChangeSettings = z.input<typeof settings>;

const SHOWN = { name: true, slug: true, retentionDays: true } as const;

/** The organization's settings. */
export async function getSettings(ctx: ServiceContext): Promise<OrganizationSettings> {
  const id = requireScope(ctx, 'settings:read');
  return ctx.db.prisma.organization.findUniqueOrThrow({ where: { id }, select: SHOWN });
}

/** Changes what is given and leaves the rest. Throws invalid_request. */
export async function changeSettings(
  ctx: ServiceContext,
  input: ChangeSettings,
): Promise<OrganizationSettings> {
  const id = requireWholeOrg(ctx, 'settings:write');
  const { name, retentionDays } = parseGiven(settings, input);
  const data = { ...(name !== undefined && { name }), ...(retentionDays !== undefined && { retentionDays }) };
  return withChange(ctx, async (tx) => {
    const before = await tx.prisma.organization.findUniqueOrThrow({ where: { id }, select: SHOWN });
    const after = await tx.prisma.organization.update({ where: { id }, data, select: SHOWN });
    const isChanged = after.name !== before.name || after.retentionDays !== before.retentionDays;
    const what = { action: 'organization.changed', thingId: id, name: after.name } as const;
    return { result: after, change: isChanged ? { ...what, before, after } : null };
  });
}
