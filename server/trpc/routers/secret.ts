import { z } from 'zod';
import { deleteSecret } from '@/server/services/secret/delete-secret';
import { listSecrets } from '@/server/services/secret/list-secrets';
import { setSecret } from '@/server/services/secret/set-secret';
import { memberProcedure, router } from '../trpc';

/** The values that calls of flows send and nobody reads. */
export const secretRouter = router({
  list: memberProcedure.query(({ ctx }) => listSecrets(ctx.service)),
  set: memberProcedure
    .input(z.object({ name: z.string(), environment: z.string().optional(), value: z.string() }))
    .mutation(({ ctx, input }) => setSecret(ctx.service, input)),
  remove: memberProcedure
    .input(z.object({ name: z.string(), environment: z.string().optional() }))
    .mutation(({ ctx, input }) => deleteSecret(ctx.service, input)),
});
