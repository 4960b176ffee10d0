import type { ServiceContext } from '../context';
import { requireUser } from './require-user';

/** Dismisses the person's notice. */
export async function dismissNotice(ctx: ServiceContext): Promise<void> {
  const { userId } = requireUser(ctx);
  await ctx.db.prisma.user.updateMany({ where: { id: userId }, data: { notice: null } });
}
