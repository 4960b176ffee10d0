import { getOverview } from '@/server/services/organization/get-overview';
import { member, router } from '../trpc';

/** What Home shows. */
export const overviewRouter = router({
  get: member.query(({ ctx }) => getOverview(ctx.service)),
});
