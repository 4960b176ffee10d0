import { z } from 'zod';
import { listConfig } from '@/server/services/config/list-config';
import { deleteConfig, setConfig } from '@/server/services/config/set-config';
import type { Json } from '@/server/shared/json';
import { memberProcedure, router } from '../trpc';

const json = z.custom<Json>((value) => value !== undefined, 'is required');

/** The configuration values that flows read as `$config.NAME`. */
export const configRouter = router({
  list: memberProcedure.query(({ ctx }) => listConfig(ctx.service)),
  set: memberProcedure
    .input(z.object({ name: z.string(), environment: z.string().optional(), value: json }))
    .mutation(({ ctx, input }) => setConfig(ctx.service, input)),
  remove: memberProcedure
    .input(z.object({ name: z.string(), environment: z.string().optional() }))
    .mutation(({ ctx, input }) => deleteConfig(ctx.service, input)),
});
