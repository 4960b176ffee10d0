import { z } from 'zod';
import { addFlowTests } from '@/server/services/flow/test/add-flow-tests';
import { addSessionTest } from '@/server/services/flow/test/add-session-test';
import { addTrafficTests } from '@/server/services/flow/test/add-traffic-tests';
import { checkFlowTests } from '@/server/services/flow/test/check-flow-tests';
import { getCalledFlows } from '@/server/services/flow/test/get-called-flows';
import { getFlowTests } from '@/server/services/flow/test/get-flow-tests';
import { saveFlowTests } from '@/server/services/flow/test/save-flow-tests';
import { idInput, jsonInput } from '../inputs';
import { memberProcedure } from '../trpc';

// The largest tests, including escapes.
const takesTests = memberProcedure.meta({ maxInputBytes: 4 * 2 ** 20 });
const flowInput = z.object({ flowId: idInput });

/** The tests of flows. */
export const flowTestProcedures = {
  getTests: memberProcedure.input(flowInput).query(({ ctx, input }) => getFlowTests(ctx.service, input)),
  getCalledFlows: memberProcedure
    .input(flowInput.extend({ slugs: z.array(z.string().max(200)).max(200) }))
    .query(({ ctx, input }) => getCalledFlows(ctx.service, input)),
  checkTests: memberProcedure
    .input(flowInput)
    .mutation(({ ctx, input }) => checkFlowTests(ctx.service, input)),
  saveTests: takesTests
    .input(flowInput.extend({ tests: z.unknown(), ifTag: z.string().max(100).optional() }))
    .mutation(({ ctx, input }) => saveFlowTests(ctx.service, input)),
  addTest: takesTests
    .input(flowInput.extend({ test: z.unknown() }))
    .mutation(({ ctx, input: { flowId, test } }) => addFlowTests(ctx.service, { flowId, tests: [test] })),
  addTrafficTests: memberProcedure
    .input(flowInput.extend({ search: jsonInput.optional() }))
    .mutation(({ ctx, input }) => addTrafficTests(ctx.service, input)),
  addSessionTest: memberProcedure
    .input(flowInput.extend({ sessionId: idInput, turns: z.int().min(1).optional() }))
    .mutation(({ ctx, input }) => addSessionTest(ctx.service, input)),
};
