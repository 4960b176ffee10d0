import type { QuotedSuggestion, SessionRow, TokenUsage } from '@/server/db/session/row';
import type { Json, JsonObject } from '@/server/engine/json';
import type { Expected, MessageContent } from '@/server/engine/outbound-message';
import type { Trace } from '@/server/engine/protocol';
import type { Failure, Wait } from '@/server/engine/session';

export type { TokenUsage } from '@/server/db/session/row';

/** Every status of a session, from its start to its end. */
export const SESSION_STATUSES = [
  'running',
  'awaiting_input',
  'awaiting_transfer',
  'awaiting_timer',
  'awaiting_event',
  'completed',
  'ended',
  'expired',
  'failed',
] as const;

export type SessionStatus = (typeof SESSION_STATUSES)[number];

/**
 * A session as every API returns it. `turnNo` is also its revision for `If-Match`. `variables` are those of its own flow;
 * `nodeId` is the current node of the innermost flow that it calls.
 */
export type SessionView = Omit<
  SessionRow,
  'orgId' | 'state' | 'syncReply' | 'waitTimeoutMs' | 'handledEvents' | 'environment'
> & {
  /** The environment that it was started in. */
  environment: string;
  variables: JsonObject;
  /** Facts that a visitor's page has sent; the flow reads them as `visitor`. */
  visitor: JsonObject;
  wait: Wait | null;
  nodeId: string | null;
  control: 'flow' | 'human';
  failure: Failure | null;
  output: Json | null;
};

/** A person who answered in place of the flow. */
type PersonSender = { type: 'person'; id: string; name: string };

/** The content of an input, as the transcript stores it. */
export type InboundContent =
  | { type: 'event'; name: string }
  | { type: 'location'; latitude: number; longitude: number; title?: string }
  | { type: 'image' | 'file' | 'audio' | 'video'; url: string; title?: string; mime?: string }
  | { type: 'text'; text: string; value?: Json }
  | { type: 'transfer'; status: 'success' | 'failed' | 'hangup'; failReason?: string };

/** One line of the transcript. `text` is its content as plain text. */
export type MessageView = {
  seq: number;
  id: string;
  turnNo: number;
  direction: 'inbound' | 'outbound';
  kind: string;
  content: MessageContent | InboundContent;
  text: string;
  expected: Expected | null;
  /** Set where a person answered in place of the flow. */
  sender: PersonSender | null;
  /** The caller's own id of the message. */
  externalId: string | null;
  /** The suggestion that the message was made from. */
  suggestionId: string | null;
  /** A copy of that suggestion at the time, where it is known. */
  suggestion?: QuotedSuggestion;
  inputId: string | null;
  nodeId: string | null;
  createdAt: Date;
};

export type TurnView = {
  no: number;
  event: Json;
  trace: Trace;
  status: SessionStatus;
  createdAt: Date;
  usage: TokenUsage | null;
};

/** The answers to one input and the session after it. `settled` is false while a call or timer is still to answer it. */
export type SessionReply = { session: SessionView; messages: MessageView[]; settled: boolean };

/** One event of a session's stream. `id` is "<turn>-<index>": it sorts, resumes, and never changes. */
export type SessionEvent = { id: string; at: Date } & (
  | { type: 'session.started'; data: { flowId: string; versionId: string } }
  | { type: 'message.received' | 'message.sent'; data: MessageView }
  | { type: 'variables.changed'; data: { set: JsonObject } }
  | { type: 'event.emitted'; data: { name: string; payload: Json } }
  | { type: 'status.changed'; data: { status: SessionStatus } }
);
