import type { MessageView, SessionStatus, SessionView, TurnView } from '@/server/services/session/view';
import type { JsonObject } from '@/server/shared/json';
import { toFields, toInputSchema } from '../forms/fields';
import { toBlocks } from './blocks';
import type { ReplyBody, StatusWord } from './reply-schemas';

const WORDS: Record<SessionStatus, StatusWord> = {
  running: 'running',
  awaiting_input: 'waiting_input',
  awaiting_transfer: 'running',
  awaiting_timer: 'waiting_time',
  awaiting_event: 'waiting_time',
  completed: 'completed',
  ended: 'aborted',
  expired: 'aborted',
  failed: 'failed',
};

/** The status in this API's words. */
export function toStatusWord(status: SessionStatus): StatusWord {
  return WORDS[status];
}

/** An execution with all its messages, or with those in reply to one input. */
export type ExecutionReply = {
  session: SessionView;
  messages: readonly MessageView[];
  /** The open question; null when nothing is asked. */
  pending: MessageView | null;
  waitToken: string | null;
  usage: TurnView['usage'];
  /** The reply that a model is writing, when polling. */
  partialReply?: string | null;
};

/** The response to a message or a poll; keys in the vendor's order (WIRE.md#reply). */
export function toReplyBody(execution: ExecutionReply): ReplyBody {
  const { session, messages, waitToken, usage, partialReply } = execution;
  return {
    reply: {
      executionId: session.id,
      conversationId: session.threadId ?? '',
      status: toStatusWord(session.status),
      blocks: toBlocks(messages),
      expectedInput: toExpectedInput(execution),
      waitToken,
      waitExpiresAt: waitToken === null ? null : (session.expiresAt?.toISOString() ?? null),
      tokenUsage: usage,
      ...(partialReply && { partialReply }),
    },
  };
}

/** The schema of the next `values`; null while nothing is expected. */
function toExpectedInput({ session, pending }: ExecutionReply): { schema: JsonObject } | null {
  if (session.status !== 'awaiting_input' || !pending?.expected) return null;
  return { schema: toInputSchema(toFields(pending.expected, pending.text)) };
}
