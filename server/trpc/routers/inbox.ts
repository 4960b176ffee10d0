import { z } from 'zod';
import {
  deleteCannedReply,
  listCannedReplies,
  saveCannedReply,
} from '@/server/services/canned-reply/canned-replies';
import { cannedReplySchema } from '@/server/services/canned-reply/schema';
import { getConversation, listEarlierConversations } from '@/server/services/inbox/get-conversation';
import { handBack } from '@/server/services/inbox/hand-back';
import { getInboxCounts, listInbox } from '@/server/services/inbox/list-inbox';
import { markRead } from '@/server/services/inbox/mark-read';
import { replyToConversation } from '@/server/services/inbox/reply-to-conversation';
import { handBackSchema, replySchema } from '@/server/services/inbox/schema';
import { takeConversation } from '@/server/services/inbox/take-conversation';
import { idInput, pageInput, searchInput } from '../inputs';
import { memberProcedure, router } from '../trpc';

const sessionInput = z.object({ sessionId: idInput });
const roomId = z.uuid().optional();

const listInput = pageInput.extend({
  queue: z.enum(['waiting', 'mine', 'open', 'closed']),
  roomId,
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
