import { z } from 'zod';
import { listBreakpoints } from '@/server/services/breakpoint/list-breakpoints';
import { removeBreakpoint } from '@/server/services/breakpoint/remove-breakpoint';
import { setBreakpoint } from '@/server/services/breakpoint/set-breakpoint';
import {
  continueSession,
  editHeldVariables,
  releaseSession,
} from '@/server/services/session/debug/continue-session';
import { keepHold } from '@/server/services/session/debug/keep-hold';
import { listHeldSessions } from '@/server/services/session/debug/list-held-sessions';
import { previewNode } from '@/server/services/session/debug/preview-node';
import { idInput, variablesInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const flowInput = z.object({ flowId: idInput });
const sessionInput = z.object({ sessionId: idInput });
// The service checks the values.
const setInput = flowInput.extend({
  nodeId: z.string(),
  version: z.number().optional(),
  sessionId: idInput.nullable().optional(),
  condition: z.string().nullable().optional(),
  holdMs: z.number().optional(),
  activeMs: z.number().optional(),
});

/** Breakpoints, and the sessions that they hold. */
export const debugRouter = router({
  listBreakpoints: memberProcedure
    .input(flowInput)
    .query(({ ctx, input }) => listBreakpoints(ctx.service, input)),
  setBreakpoint: memberProcedure
    .input(setInput)
    .mutation(({ ctx, input }) => setBreakpoint(ctx.service, input)),
  removeBreakpoint: memberProcedure
    .input(flowInput.extend({ breakpointId: idInput }))
    .mutation(({ ctx, input }) => removeBreakpoint(ctx.service, input)),
  listHeld: memberProcedure.query(({ ctx }) => listHeldSessions(ctx.service)),
  preview: memberProcedure.input(sessionInput).query(({ ctx, input }) => previewNode(ctx.service, input)),
  continue: memberProcedure
    .input(sessionInput.extend({ step: z.boolean() }))
    .mutation(({ ctx, input }) => continueSession(ctx.service, input)),
  release: memberProcedure
    .input(sessionInput)
    .mutation(({ ctx, input }) => releaseSession(ctx.service, input)),
  keep: memberProcedure.input(sessionInput).mutation(({ ctx, input }) => keepHold(ctx.service, input)),
  edit: memberProcedure
    .input(sessionInput.extend({ set: variablesInput }))
    .mutation(({ ctx, input }) => editHeldVariables(ctx.service, input)),
});
