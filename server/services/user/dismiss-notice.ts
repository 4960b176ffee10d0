import { updateUser } from '@/server/db/user/store';
import type { ServiceContext } from '../context';
import { requireUser } from './require-user';

/** Dismisses the person's notice. */
export async function dismissNotice(ctx: ServiceContext): Promise<void> {
  const { userId } = requireUser(ctx);
  await updateUser(ctx.db, { userId }, { notice: null });
}
