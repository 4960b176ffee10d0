import { z } from 'zod';
import {
  deleteCannedReply,
  listCannedReplies,
  saveCannedReply,
} from '@/server/services/canned-reply/canned-replies';
import { cannedReplySchema } from '@/server/services/canned-reply/schema';
import { assignConversation, listAssignees } from '@/server/services/inbox/assign-conversation';
import { getConversation, listEarlierConversations } from '@/server/services/inbox/get-conversation';
import { handBack } from '@/server/services/inbox/hand-back';
import { listLabels, setLabels } from '@/server/services/inbox/labels';
import { getInboxCounts, listInbox } from '@/server/services/inbox/list-inbox';
import { markRead } from '@/server/services/inbox/mark-read';
import { addNote, deleteNote, listNotes } from '@/server/services/inbox/notes';
import { replyToConversation } from '@/server/services/inbox/reply-to-conversation';
import { handBackSchema, labelsSchema, noteSchema, replySchema } from '@/server/services/inbox/schema';
import { snoozeConversation, wakeConversation } from '@/server/services/inbox/snooze';
import { takeConversation } from '@/server/services/inbox/take-conversation';
import { idInput, pageInput, searchInput, timeInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const sessionInput = z.object({ sessionId: idInput });
const roomId = z.uuid().optional();

const listInput = pageInput.extend({
  queue: z.enum(['waiting', 'mine', 'open', 'snoozed', 'closed']),
  roomId,
  label: z.string().max(40).optional(),
  search: searchInput,
});

const seq = z.number().int().min(0).max(2_147_483_647);

/** The conversations that people answer. */
export const inboxRouter = router({
  list: memberProcedure.input(listInput).query(({ ctx, input }) => listInbox(ctx.service, input)),
  counts: memberProcedure.query(({ ctx }) => getInboxCounts(ctx.service)),
  get: memberProcedure.input(sessionInput).query(({ ctx, input }) => getConversation(ctx.service, input)),
  listEarlier: memberProcedure
    .input(sessionInput)
    .query(({ ctx, input }) => listEarlierConversations(ctx.service, input)),
  take: memberProcedure
    .input(sessionInput)
    .mutation(({ ctx, input }) => takeConversation(ctx.service, input)),
  listAssignees: memberProcedure.query(({ ctx }) => listAssignees(ctx.service)),
  assign: memberProcedure
    .input(sessionInput.extend({ userId: idInput }))
    .mutation(({ ctx, input }) => assignConversation(ctx.service, input)),
  snooze: memberProcedure
    .input(sessionInput.extend({ until: timeInput }))
    .mutation(({ ctx, input }) => snoozeConversation(ctx.service, input)),
  wake: memberProcedure
    .input(sessionInput)
    .mutation(({ ctx, input }) => wakeConversation(ctx.service, input)),
  listLabels: memberProcedure.query(({ ctx }) => listLabels(ctx.service)),
  setLabels: memberProcedure.input(labelsSchema).mutation(({ ctx, input }) => setLabels(ctx.service, input)),
  listNotes: memberProcedure.input(sessionInput).query(({ ctx, input }) => listNotes(ctx.service, input)),
  addNote: memberProcedure.input(noteSchema).mutation(({ ctx, input }) => addNote(ctx.service, input)),
  deleteNote: memberProcedure
    .input(sessionInput.extend({ noteId: idInput }))
    .mutation(({ ctx, input }) => deleteNote(ctx.service, { sessionId: input.sessionId, id: input.noteId })),
  reply: memberProcedure
    .input(replySchema)
    .mutation(({ ctx, input }) => replyToConversation(ctx.service, input)),
  handBack: memberProcedure.input(handBackSchema).mutation(({ ctx, input }) => handBack(ctx.service, input)),
  markRead: memberProcedure
    .input(sessionInput.extend({ seq }))
    .mutation(({ ctx, input }) => markRead(ctx.service, input)),
  listReplies: memberProcedure.query(({ ctx }) => listCannedReplies(ctx.service)),
  saveReply: memberProcedure
    .input(cannedReplySchema)
    .mutation(({ ctx, input }) => saveCannedReply(ctx.service, input)),
  removeReply: memberProcedure
    .input(z.object({ id: idInput }))
    .mutation(({ ctx, input }) => deleteCannedReply(ctx.service, input)),
});
