import type { ServiceContext } from '../context';
import { requireUser } from '../user/require-user';

/** A person's second factor as they see it. */
export type FactorView = {
  /** When it was turned on; null when it is off. */
  since: Date | null;
  recoveryCodesLeft: number;
  /** Whether the organization requires one. */
  isRequired: boolean;
};

/** Returns the person's own second factor. */
export async function getFactor(ctx: ServiceContext): Promise<FactorView> {
  const { userId, orgId } = requireUser(ctx);
  const { prisma } = ctx.db;
  const factor = await prisma.factor.findUnique({ where: { userId } });
  const recoveryCodesLeft = await prisma.recoveryCode.count({ where: { userId, usedAt: null } });
  const { requiresFactor } = await prisma.organization.findUniqueOrThrow({ where: { id: orgId } });
  return { since: factor?.confirmedAt ?? null, recoveryCodesLeft, isRequired: requiresFactor };
}
