import { z } from 'zod';
import { getStatistics } from '@/server/services/outcome/get-statistics';
import { OUTCOME_GROUPS } from '@/server/services/outcome/statistics-query';
import { toStatisticsCsv, toStatisticsFileName } from '@/server/services/outcome/to-csv';
import { idInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

// The service checks all of it.
const queryInput = z.object({
  from: z.string().max(50).optional(),
  to: z.string().max(50).optional(),
  days: z.number().optional(),
  groupBy: z.enum(OUTCOME_GROUPS).optional(),
  flowId: idInput.optional(),
  version: z.number().optional(),
  channelId: idInput.optional(),
});

/** Figures of sessions by day, flow, version or channel. */
export const statisticsRouter = router({
  get: memberProcedure.input(queryInput).query(({ ctx, input }) => getStatistics(ctx.service, input)),
  file: memberProcedure.input(queryInput).query(async ({ ctx, input }) => {
    const statistics = await getStatistics(ctx.service, input);
    return { name: toStatisticsFileName(statistics), text: toStatisticsCsv(statistics.items) };
  }),
});
