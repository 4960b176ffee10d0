import { getOverview } from '@/server/services/organization/get-overview';
import { memberProcedure, router } from '../trpc';

/** The data of the Home page. */
export const overviewRouter = router({
  get: memberProcedure.query(({ ctx }) => getOverview(ctx.service)),
});
