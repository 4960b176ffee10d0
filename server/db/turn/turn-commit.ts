/** Everything that one commit of a session writes. */

import type { Json, JsonObject } from '@/server/engine/json';
import type { FlowPointers } from '../flow/environments';
import type { MessageRow, SessionRow, TurnRow } from '../session/row';

type NewEffect = { key: string; request: unknown; leaseUntil: Date };
export type NewDelivery = {
  id: string;
  queueId: string;
  turnNo: number;
  event: string;
  body: string;
  headers: Record<string, string>;
};
type NewSuggestion = {
  id: string;
  turnNo: number;
  messageId: string | null;
  text: string;
  score: number | null;
};
type NewEvent = { id: string; name: string; payload: Json };

/** The rows that turns write besides their session, turns and messages. */
export type TurnExtras = {
  effects: NewEffect[];
  timers: { key: string; dueAt: Date }[];
  /** Calls answered, timers fired or cancelled, and events that arrived. */
  endedEffects: string[];
  endedTimers: string[];
  endedArrivals: string[];
  deliveries: NewDelivery[];
  suggestions: NewSuggestion[];
  events: NewEvent[];
  idempotencyKey: string | null;
  inputId: string | null;
};

/** The extras of turns that write nothing besides their session. */
export const NO_EXTRAS: TurnExtras = {
  effects: [],
  timers: [],
  endedEffects: [],
  endedTimers: [],
  endedArrivals: [],
  deliveries: [],
  suggestions: [],
  events: [],
  idempotencyKey: null,
  inputId: null,
};

export type TurnCommit = {
  /** The turn number and the synchronous reply that the turns were computed from. */
  beforeTurn: number;
  beforeSyncReply: string | null;
  /** The session as it is after the turns, and its state as it is stored. */
  session: SessionRow;
  stateText: string;
  turns: TurnRow[];
  messages: MessageRow[];
  /** Null for a turn or a start that only sends messages or ends its session, which the short statements write. */
  extras: TurnExtras | null;
  processId: string;
  /** The pointers of the flow that the version of a new session was chosen by; null for a test session and for further turns. */
  pointers: Pick<FlowPointers, 'publishedVersionId' | 'environmentsRev'> | null;
};

/** The thread that a new session takes. `replaces` is the session that held it before. */
export type ThreadMove = {
  channelId: string;
  externalId: string;
  replaces: string | null;
  variables: JsonObject;
  visitor: JsonObject | null;
  profile: JsonObject;
};
