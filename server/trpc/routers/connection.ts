import { z } from 'zod';
import { deleteConnection } from '@/server/services/connection/delete-connection';
import { listConnections } from '@/server/services/connection/list-connections';
import type { SetConnectionInput } from '@/server/services/connection/schema';
import { setConnection } from '@/server/services/connection/set-connection';
import { testConnection } from '@/server/services/connection/test-connection';
import { memberProcedure, router } from '../trpc';

/** The services and models that flows name. */
export const connectionRouter = router({
  list: memberProcedure.query(({ ctx }) => listConnections(ctx.service)),
  set: memberProcedure
    .input(z.custom<SetConnectionInput>((given) => typeof given === 'object' && given !== null))
    .mutation(({ ctx, input }) => setConnection(ctx.service, input)),
  remove: memberProcedure
    .input(z.object({ name: z.string() }))
    .mutation(({ ctx, input }) => deleteConnection(ctx.service, input)),
  test: memberProcedure
    .input(z.object({ name: z.string(), path: z.string().optional() }))
    .mutation(({ ctx, input }) => testConnection(ctx.service, input)),
});
