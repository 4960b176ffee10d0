import { z } from 'zod';
import { compareEnvironments } from '@/server/services/environment/compare-environments';
import { createEnvironment } from '@/server/services/environment/create-environment';
import { deleteEnvironment } from '@/server/services/environment/delete-environment';
import { listEnvironments } from '@/server/services/environment/list-environments';
import { listFlowEnvironments } from '@/server/services/environment/list-flow-environments';
import { promoteVersions } from '@/server/services/environment/promote-versions';
import { rollBack } from '@/server/services/environment/roll-back';
import { idInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const name = z.string().max(100);
const place = z.object({ flowId: idInput, environment: name });
const versions = z.array(z.object({ number: z.number(), weight: z.number().optional() })).max(20);

/** The environments of the organization, and the versions that flows have in them. */
export const environmentRouter = router({
  list: memberProcedure.query(({ ctx }) => listEnvironments(ctx.service)),
  create: memberProcedure
    .input(z.object({ name, copyProduction: z.boolean().optional() }))
    .mutation(({ ctx, input }) => createEnvironment(ctx.service, input)),
  remove: memberProcedure
    .input(z.object({ name }))
    .mutation(({ ctx, input }) => deleteEnvironment(ctx.service, input)),
  compare: memberProcedure
    .input(z.object({ environment: name, other: name }))
    .query(({ ctx, input }) => compareEnvironments(ctx.service, input)),
  listOfFlow: memberProcedure
    .input(z.object({ flowId: idInput }))
    .query(({ ctx, input }) => listFlowEnvironments(ctx.service, input)),
  promote: memberProcedure
    .input(place.extend({ versions }))
    .mutation(({ ctx, input }) => promoteVersions(ctx.service, input)),
  rollBack: memberProcedure.input(place).mutation(({ ctx, input }) => rollBack(ctx.service, input)),
});
