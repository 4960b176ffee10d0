import { z } from 'zod';
import { deleteSavedView, listSavedViews, saveView } from '@/server/services/saved-view/saved-views';
import { savedViewSchema } from '@/server/services/saved-view/schema';
import { idInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

/** The views of lists that a member saved. */
export const savedViewRouter = router({
  list: memberProcedure.query(({ ctx }) => listSavedViews(ctx.service)),
  save: memberProcedure.input(savedViewSchema).mutation(({ ctx, input }) => saveView(ctx.service, input)),
  remove: memberProcedure
    .input(z.object({ viewId: idInput }))
    .mutation(({ ctx, input }) => deleteSavedView(ctx.service, { id: input.viewId })),
});
