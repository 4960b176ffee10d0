import { getOverview } from '@/server/services/organization/get-overview';
import { memberProcedure, router } from '../trpc';

/** What Home shows. */
export const overviewRouter = router({
  get: memberProcedure.query(({ ctx }) => getOverview(ctx.service)),
});
