import type {
  MessageView,
  SessionEvent,
  SessionReply,
  SessionStatus,
  SessionView,
} from '@/server/services/session/view';
import type {
  ExecutionReplyBody,
  MessageBody,
  SessionEventBody,
  SessionReplyBody,
  SessionStateBody,
  StatusWord,
  TerminatedSessionBody,
} from './schemas/replies';

const WORDS: Record<SessionStatus, StatusWord> = {
  running: 'processing',
  awaiting_input: 'awaiting_input',
  awaiting_transfer: 'awaiting_transfer',
  awaiting_timer: 'awaiting_event',
  awaiting_event: 'awaiting_event',
  completed: 'completed',
  ended: 'terminated',
  expired: 'terminated',
  failed: 'failed',
};

/** The status in this API's words. */
function toStatusWord(status: SessionStatus): StatusWord {
  return WORDS[status];
}

/** The response to an input; keys in the vendor's order (WIRE.md#session-response). */
export function toReplyBody(reply: SessionReply): SessionReplyBody {
  const { id, flowId } = reply.session;
  const messages = reply.messages.map(toMessageBody);
  return { sessionId: id, flowId, status: wordOf(reply), messages, ...timesOf(reply) };
}

/** The same without messages. */
export function toExecutionBody(reply: SessionReply): ExecutionReplyBody {
  const { id, flowId } = reply.session;
  return { sessionId: id, flowId, status: wordOf(reply), ...timesOf(reply) };
}

function wordOf({ session, settled }: SessionReply): StatusWord {
  return settled ? toStatusWord(session.status) : 'processing';
}

function timesOf({ session }: SessionReply): Ending | Lifetime {
  return endingOf(session) ?? lifetimeOf(session);
}

/** The state of a session, with the answer that it waits for, if that was read. */
export function toStateBody(session: SessionView, expected: Expected | null = null): SessionStateBody {
  return {
    sessionId: session.id,
    flowId: session.flowId,
    status: toStatusWord(session.status),
    variables: session.variables,
    metadata: session.metadata,
    messageCount: session.messageCount,
    ...lifetimeOf(session),
    lastActivityAt: session.lastActivityAt.toISOString(),
    ...endingOf(session),
    ...(expected && !isPlainText(expected) ? { expected: toExpectedBody(expected) } : {}),
  };
}

export function toTerminatedBody(session: SessionView): TerminatedSessionBody {
  return {
    sessionId: session.id,
    status: 'terminated',
    reason: session.status === 'expired' ? 'expired' : 'client_requested',
    terminatedAt: (session.finishedAt ?? session.lastActivityAt).toISOString(),
  };
}

type Expected = NonNullable<MessageView['expected']>;
type Lifetime = { createdAt: string; expiresAt?: string };

function lifetimeOf({ createdAt, expiresAt }: SessionView): Lifetime {
  return { createdAt: createdAt.toISOString(), ...(expiresAt ? { expiresAt: expiresAt.toISOString() } : {}) };
}

type Ending = Pick<SessionStateBody, 'completedAt' | 'reason' | 'terminatedAt' | 'failure' | 'failedAt'>;

/** The fields of a finished session; null before its end. */
function endingOf({ status, finishedAt, failure }: SessionView): Ending | null {
  if (!finishedAt) return null;
  const at = finishedAt.toISOString();
  if (status === 'completed') return { completedAt: at };
  if (status === 'ended') return { reason: 'client_requested', terminatedAt: at };
  if (status === 'expired') return { reason: 'expired', terminatedAt: at };
  return { ...(failure ? { failure } : {}), failedAt: at };
}

/** A message (WIRE.md#messages); one that is more than text has all of it under `content`. */
function toMessageBody(message: MessageView): MessageBody {
  const { seq, content, text, nodeId } = message;
  return {
    id: `msg-${String(seq).padStart(3, '0')}`,
    type: content.type === 'output' || content.type === 'end' ? content.type : 'text',
    text,
    ...(nodeId === null ? {} : { nodeId }),
    ...contentOf(message),
  };
}

function contentOf({ content, expected }: MessageView): { content?: Record<string, unknown> } {
  const says = content.type !== 'text' || 'value' in content;
  if (expected === null || isPlainText(expected)) return says ? { content } : {};
  return { content: { ...content, expected: toExpectedBody(expected) } };
}

/** Any text is expected, which is so by default. */
function isPlainText({ type, placeholder, submitLabel }: Expected): boolean {
  return type === 'text' && placeholder === undefined && submitLabel === undefined;
}

/** Callers do not name the variable that an answer fills, so its name stays internal. */
function toExpectedBody({ name: _, ...asked }: Expected): Record<string, unknown> {
  return asked;
}

/** One event of the session's stream. */
export function toEventBody(event: SessionEvent): SessionEventBody {
  return { id: event.id, type: event.type, at: event.at.toISOString(), data: eventDataOf(event) };
}

function eventDataOf(event: SessionEvent): Record<string, unknown> {
  switch (event.type) {
    case 'message.received':
    case 'message.sent':
      return toMessageBody(event.data);
    case 'status.changed':
      return { status: toStatusWord(event.data.status) };
    case 'session.started':
      return { flowId: event.data.flowId };
    default:
      return event.data;
  }
}
