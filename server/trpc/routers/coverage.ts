import { z } from 'zod';
import { getCoverage } from '@/server/services/coverage/get-coverage';
import { getFunnel } from '@/server/services/coverage/get-funnel';
import { listSamples } from '@/server/services/coverage/list-samples';
import { idInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const placeInput = z.string().max(1_000);
// The service checks all of it.
const queryInput = z.object({
  flowId: idInput,
  version: z.number().optional(),
  from: z.string().max(50).optional(),
  to: z.string().max(50).optional(),
  silentMinutes: z.number().optional(),
});

/** The sessions that pass the nodes and exits of a flow. */
export const coverageRouter = router({
  get: memberProcedure.input(queryInput).query(({ ctx, input }) => getCoverage(ctx.service, input)),
  funnel: memberProcedure
    .input(queryInput.extend({ first: placeInput, second: placeInput }))
    .query(({ ctx, input }) => getFunnel(ctx.service, input)),
  samples: memberProcedure
    .input(queryInput.extend({ place: placeInput }))
    .query(({ ctx, input }) => listSamples(ctx.service, input)),
});
