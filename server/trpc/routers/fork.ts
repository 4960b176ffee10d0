import { z } from 'zod';
import { answerCall } from '@/server/services/fork/answer-call';
import { forkSession } from '@/server/services/fork/fork-session';
import { getFork } from '@/server/services/fork/get-fork';
import { idInput, jsonInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const sessionInput = z.object({ sessionId: idInput });
const startInput = sessionInput.extend({
  turn: z.number(),
  version: z.union([z.enum(['recorded', 'draft']), z.number()]),
  // The service checks it.
  standIns: z.record(z.string(), z.unknown()).optional(),
});
// The service checks the answer.
const answerInput = sessionInput.extend({ key: z.string().max(100), answer: jsonInput });

/** Test sessions that continue another session from one of its turns. */
export const forkRouter = router({
  start: memberProcedure.input(startInput).mutation(({ ctx, input }) => forkSession(ctx.service, input)),
  get: memberProcedure.input(sessionInput).query(({ ctx, input }) => getFork(ctx.service, input)),
  answerCall: memberProcedure.input(answerInput).mutation(({ ctx, input }) => answerCall(ctx.service, input)),
});
