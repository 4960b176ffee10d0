import type { Json, JsonObject } from '@/server/engine/json';
import type { Expected } from '@/server/engine/outbound-message';
import type { Trace } from '@/server/engine/protocol';
import type { SessionState } from '@/server/engine/session';
import type { Direction, SessionStatus } from '../statement/checked-values';
import { type StoredState, toState } from './stored-state';

/** A row of `sessions`. */
export type SessionRow = {
  orgId: string;
  id: string;
  flowId: string;
  versionId: string;
  status: SessionStatus;
  isTest: boolean;
  channel: string;
  externalId: string | null;
  metadata: JsonObject;
  state: SessionState;
  turnNo: number;
  messageCount: number;
  createdAt: Date;
  lastActivityAt: Date;
  expiresAt: Date | null;
  finishedAt: Date | null;
  channelId: string | null;
  threadId: string | null;
  roomId: string | null;
  /** The time since which the user waits for a person. */
  waitingSince: Date | null;
  /** The turn in which the current wait began. */
  waitTurnNo: number;
  /** The longest duration of a wait, which sets `expiresAt` when a wait begins. Null for a fixed end or none. */
  waitTimeoutMs: number | null;
  /**
   * The inputs whose answers their callers get in the response instead of by webhook, each until `until` (ms since 1970):
   * the latest one, and the earlier ones that are still awaited.
   */
  syncReply: { inputId: string; until: number; earlier?: { inputId: string; until: number }[] } | null;
  awaitedEvent: string | null;
  /** The names of the events that handlers of its flows take; null for none. */
  handledEvents: readonly string[] | null;
  /** The environment that it was started in; null for production. */
  environment: string | null;
  /** The person who answers. */
  assigneeId: string | null;
  /** The length of the chain of events that led to it. */
  eventDepth: number;
};

/** A proposed reply as a message that was made of it quotes it. `score` is 0 to 1. */
export type QuotedSuggestion = { id: string; text: string; score: number | null; messageId: string | null };

/** A row of the view `messages`, but for the session it belongs to. */
export type MessageRow = {
  seq: number;
  id: string;
  turnNo: number;
  direction: Direction;
  kind: string;
  content: {
    content: Json;
    text: string;
    expected?: Expected;
    /** A person who spoke in the flow's place. */
    sender?: { type: 'person'; id: string; name: string };
    /** The caller's own id of the message. */
    externalId?: string;
    suggestionId?: string;
    /** Set when the caller got the message in the response, so that no webhook is sent for it. */
    direct?: true;
    /** A copy of the suggestion from that time, if the message's sender supplied it. */
    suggestion?: QuotedSuggestion;
  };
  inputId: string | null;
  nodeId: string | null;
  createdAt: Date;
};

/** The changes of a turn that observers see besides its messages. `moved` is set when the status changed. */
export type TurnChanges = {
  set?: JsonObject;
  emitted?: { name: string; payload: Json }[];
  moved?: true;
};

/** A row of `turns`, but for the session and the messages; `stored-turn.ts` makes it of the stored form. */
export type TurnRow = {
  no: number;
  event: Json;
  trace: Trace;
  status: SessionStatus;
  changes: TurnChanges;
  firstSeq: number;
  createdAt: Date;
  /** The tokens and cost of the turn's model calls; see services/usage. */
  usage: TokenUsage | null;
};

/** Tokens of a model, priced by the organization's table; `cost_micros` is null where the model has no price. */
export type TokenUsage = {
  prompt_tokens: number;
  completion_tokens: number;
  total_tokens: number;
  model: string;
  cost_micros: number | null;
  cost_usd: number | null;
};

/** A row of `sessions`, as it is stored. */
export type StoredSession = Omit<SessionRow, 'state'> & { state: StoredState };

/** Makes the row of a session from its stored form. */
export function toSessionRow(stored: StoredSession): SessionRow {
  return { ...stored, state: toState(stored.state, stored.id) };
}

/** The columns of `sessions s`, named as in `StoredSession`. */
export const SESSION_COLUMNS = `
  s.org_id "orgId", s.id, s.flow_id "flowId", s.version_id "versionId", s.status, s.is_test "isTest", s.channel,
  s.external_id "externalId", s.metadata, s.state, s.turn_no "turnNo", s.message_count "messageCount",
  s.created_at "createdAt", s.last_activity_at "lastActivityAt", s.expires_at "expiresAt", s.finished_at "finishedAt",
  s.channel_id "channelId", s.thread_id "threadId", s.room_id "roomId", s.waiting_since "waitingSince",
  s.wait_turn_no "waitTurnNo", s.wait_timeout_ms "waitTimeoutMs", s.sync_reply "syncReply", s.awaited_event "awaitedEvent",
  s.handled_events "handledEvents", s.environment,
  s.event_depth "eventDepth",
  s.assignee_id "assigneeId"`;

/** The columns of `messages` that a `MessageRow` has. */
export const MESSAGE_FIELDS = [
  ...(['messages.seq', 'messages.id', 'messages.turnNo', 'messages.direction', 'messages.kind'] as const),
  ...(['messages.content', 'messages.inputId', 'messages.nodeId', 'messages.createdAt'] as const),
] as const;

/** The columns of `messages m`, named as in `MessageRow`. */
export const MESSAGE_COLUMNS = `
  m.seq, m.id, m.turn_no "turnNo", m.direction, m.kind, m.content, m.input_id "inputId", m.node_id "nodeId",
  m.created_at "createdAt"`;

/** The columns of `turns t`, named as in `StoredTurn`. */
export const TURN_COLUMNS = `
  t.no, t.event, t.trace, t.status, t.changes, t.first_seq "firstSeq", t.created_at "createdAt", t.usage`;
