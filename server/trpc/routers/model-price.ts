import { z } from 'zod';
import { deleteModelPrice } from '@/server/services/usage/delete-model-price';
import { listModelPrices } from '@/server/services/usage/list-model-prices';
import { setModelPrice } from '@/server/services/usage/set-model-price';
import { pageInput, searchInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const priceInput = z.object({ model: z.string(), promptMicros: z.number(), completionMicros: z.number() });

/** The price of each model's tokens. */
export const modelPriceRouter = router({
  list: memberProcedure
    .input(pageInput.extend({ search: searchInput }))
    .query(({ ctx, input }) => listModelPrices(ctx.service, input)),
  set: memberProcedure.input(priceInput).mutation(({ ctx, input }) => setModelPrice(ctx.service, input)),
  remove: memberProcedure
    .input(z.object({ model: z.string() }))
    .mutation(({ ctx, input }) => deleteModelPrice(ctx.service, input)),
});
