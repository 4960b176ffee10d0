import { countRecoveryCodes } from '@/server/db/factor/recovery-codes';
import { findFactor } from '@/server/db/factor/store';
import { getOrganization } from '@/server/db/organization/store';
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
  const factor = await findFactor(ctx.db, { userId });
  const recoveryCodesLeft = await countRecoveryCodes(ctx.db, { userId });
  const { requiresFactor } = await getOrganization(ctx.db, { orgId });
  return { since: factor?.confirmedAt ?? null, recoveryCodesLeft, isRequired: requiresFactor };
}
