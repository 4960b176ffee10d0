import { z } from 'zod';
import { compareSession } from '@/server/services/fork/compare-session';
import { cancelReplay } from '@/server/services/replay/cancel-replay';
import { getReplay } from '@/server/services/replay/get-replay';
import { listReplays } from '@/server/services/replay/list-replays';
import { startReplay } from '@/server/services/replay/start-replay';
import { idInput, pageInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const flowInput = z.object({ flowId: idInput });
const replayInput = flowInput.extend({ replayId: idInput });
// The service checks both.
const startInput = flowInput.extend({
  search: z.record(z.string(), z.unknown()).optional(),
  standIns: z.record(z.string(), z.unknown()).optional(),
});

/** Replays of recorded sessions on a flow's draft. */
export const replayRouter = router({
  start: memberProcedure.input(startInput).mutation(({ ctx, input }) => startReplay(ctx.service, input)),
  get: memberProcedure.input(replayInput).query(({ ctx, input }) => getReplay(ctx.service, input)),
  list: memberProcedure
    .input(pageInput.extend(flowInput.shape))
    .query(({ ctx, input }) => listReplays(ctx.service, input)),
  compareSession: memberProcedure
    .input(replayInput.extend({ sessionId: idInput }))
    .query(({ ctx, input }) => compareSession(ctx.service, input)),
  cancel: memberProcedure.input(replayInput).mutation(({ ctx, input }) => cancelReplay(ctx.service, input)),
});
