import type { ServiceContext } from '@/server/services/context';
import type { MessageView } from '@/server/services/session/view';
import {
  getSessionTranscript,
  type SessionTranscript,
} from '@/server/services/thread/get-session-transcript';
import type { ThreadReply } from '@/server/services/thread/view';
import { makeWaitToken } from '@/server/services/thread/wait/resume-wait';
import type { ExecutionReply } from './translate';

type Usage = ExecutionReply['usage'];

/** An execution with all its messages, for polling. */
export function toExecutionReply(
  ctx: ServiceContext,
  { session, messages, ...others }: SessionTranscript,
): ExecutionReply {
  const waitToken = makeWaitToken(ctx, session);
  return { session, messages, pending: findPending(messages), waitToken, ...others };
}

/** An execution with its messages in reply to one input. */
export async function toInputReply(
  ctx: ServiceContext,
  { session, messages }: Pick<ThreadReply, 'session' | 'messages'>,
  usage: Usage,
): Promise<ExecutionReply> {
  const pending = findPending(messages) ?? (await findEarlier(ctx, session));
  return { session, messages, pending, waitToken: makeWaitToken(ctx, session), usage };
}

/** The same for an input of an earlier request. */
export async function readInputReply(
  ctx: ServiceContext,
  { sessionId, inputId }: { sessionId: string; inputId: string },
  usage: Usage,
): Promise<ExecutionReply> {
  const { messages, ...execution } = await getSessionTranscript(ctx, { sessionId });
  const answers = messages.filter((message) => message.inputId === inputId);
  return { ...toExecutionReply(ctx, { ...execution, messages }), messages: answers, usage };
}

/** The last message that asks a question; null when there is none. */
export function findPending(messages: readonly MessageView[]): MessageView | null {
  return (
    messages.findLast(({ direction, expected }) => direction === 'outbound' && expected !== null) ?? null
  );
}

// The open question may be older than this input.
async function findEarlier(
  ctx: ServiceContext,
  { id, status }: ThreadReply['session'],
): Promise<MessageView | null> {
  if (status !== 'awaiting_input') return null;
  return findPending((await getSessionTranscript(ctx, { sessionId: id })).messages);
}
