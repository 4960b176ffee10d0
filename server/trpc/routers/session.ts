import { tracked } from '@trpc/server';
import { z } from 'zod';
import type { ServiceContext } from '@/server/services/context';
import { getSessionVersion } from '@/server/services/flow/version/get-session-version';
import { exportRecording } from '@/server/services/replay/export-recording';
import { changeVariables } from '@/server/services/session/change-variables';
import { endSession } from '@/server/services/session/end-session';
import { endSessions } from '@/server/services/session/end-sessions';
import { getSession } from '@/server/services/session/get-session';
import { getSessionAt } from '@/server/services/session/get-session-at';
import { listEvents } from '@/server/services/session/list-events';
import { listMaskedTurns } from '@/server/services/session/list-masked-turns';
import { listMessages } from '@/server/services/session/list-messages';
import { listSessions } from '@/server/services/session/list-sessions';
import { sendInput } from '@/server/services/session/send-input';
import { SESSION_STATUSES } from '@/server/services/session/view';
import { type WatchEvents, watchEvents } from '@/server/services/session/watch-events';
import { listSessionFiles } from '@/server/services/upload/list-session-files';
import { idInput, jsonInput, pageInput, searchInput, timeInput, variablesInput } from '../inputs';
import { memberProcedure, router } from '../trpc';
import { whileSignedIn } from '../while-signed-in';

const MAX_ROWS = 200;
const MAX_TEXT = 10_000;

const sessionInput = z.object({ sessionId: idInput });
const limit = z.number().int().min(1).max(MAX_ROWS).default(MAX_ROWS);
const number = z
  .number()
  .int()
  .min(0)
  .max(2 ** 31 - 1);
const eventId = z.string().max(50);

const listInput = pageInput.extend({
  status: z.array(z.enum(SESSION_STATUSES)).optional(),
  flowId: idInput.optional(),
  channel: z.string().max(100).optional(),
  isTest: z.boolean().optional(),
  waiting: z.boolean().optional(),
  createdSince: timeInput.optional(),
  createdBefore: timeInput.optional(),
  search: searchInput,
});

const input = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().max(MAX_TEXT), value: jsonInput.optional() }),
  z.object({
    type: z.literal('transferResult'),
    status: z.enum(['success', 'failed', 'hangup']),
    failReason: z.string().max(MAX_TEXT).optional(),
  }),
  z.object({ type: z.literal('event'), name: z.string().min(1).max(200), payload: jsonInput }),
]);

const changeInput = sessionInput.extend({ set: variablesInput, ifTurn: number.optional() });
// The browser adds the id of the last event when it reconnects.
const watchInput = sessionInput.extend({ after: eventId.optional(), lastEventId: eventId.optional() });

/** Sessions: the list, one session with its history, and the actions on it. */
export const sessionRouter = router({
  list: memberProcedure.input(listInput).query(({ ctx, input }) => listSessions(ctx.service, input)),
  get: memberProcedure.input(sessionInput).query(({ ctx, input }) => getSession(ctx.service, input)),
  at: memberProcedure
    .input(sessionInput.extend({ turnNo: number }))
    .query(({ ctx, input }) => getSessionAt(ctx.service, input)),
  version: memberProcedure
    .input(z.object({ flowId: idInput, versionId: idInput }))
    .query(({ ctx, input }) => getSessionVersion(ctx.service, input)),
  messages: memberProcedure
    .input(sessionInput.extend({ afterSeq: number.optional(), limit }))
    .query(({ ctx, input }) => listMessages(ctx.service, input)),
  turns: memberProcedure
    .input(sessionInput.extend({ afterNo: number.optional(), limit }))
    .query(({ ctx, input }) => listMaskedTurns(ctx.service, input)),
  recording: memberProcedure
    .input(sessionInput)
    .query(({ ctx, input }) => exportRecording(ctx.service, input)),
  listFiles: memberProcedure
    .input(sessionInput)
    .query(({ ctx, input }) => listSessionFiles(ctx.service, input)),
  listEvents: memberProcedure
    .input(sessionInput.extend({ after: eventId.optional(), limit }))
    .query(({ ctx, input }) => listEvents(ctx.service, input)),
  events: memberProcedure
    .input(watchInput)
    .subscription(({ ctx, input: { lastEventId, ...rest }, signal }) =>
      whileSignedIn(
        ctx,
        trackEvents(ctx.service, { ...rest, after: lastEventId ?? rest.after, signal: signal ?? NEVER }),
      ),
    ),
  // The reply arrives through the events, so this does not wait for it.
  send: memberProcedure
    .input(sessionInput.extend({ input }))
    .mutation(({ ctx, input }) => sendInput(ctx.service, { ...input, waitMs: 0 })),
  end: memberProcedure.input(sessionInput).mutation(({ ctx, input }) => endSession(ctx.service, input)),
  endAll: memberProcedure
    .input(z.object({ sessionIds: z.array(idInput).min(1).max(100) }))
    .mutation(({ ctx, input }) => endSessions(ctx.service, input)),
  changeVariables: memberProcedure
    .input(changeInput)
    .mutation(({ ctx, input }) => changeVariables(ctx.service, input)),
});

const NEVER = new AbortController().signal;

async function* trackEvents(service: ServiceContext, watch: WatchEvents) {
  for await (const event of watchEvents(service, watch))
    yield event.type === 'reply.partial' ? { data: event } : tracked(event.id, event);
}
