/*
 * The statements that write turns. Each is a single statement, so it takes effect completely or not at all.
 *
 * turn/once  Turns are written only if the session still has the turn number that they were computed from.
 * turn/key-in-commit  With an idempotency key, turns are written only if no other request has applied the key; the same
 *     statement marks the key as applied.
 * turn/call-leased-in-commit  A call is leased to the process that commits its turn. When the lease has lapsed, any process may
 *     take the call over.
 * turn/end-clears-rows  A finished session has no calls, timers and arrivals left.
 * turn/effects-in-commit  Deliveries, suggestions and events of a turn are written with it, and so is the holder of its thread.
 */

import type { QueryConfig } from 'pg';
import type { Json, JsonObject } from '@/server/engine/json';
import type { Db } from '../connection/transaction';
import type { MessageRow, SessionRow, TurnRow } from '../session/row';
import { type StoredTurn, toStoredChanges, toStoredTrace } from '../session/stored-turn';
import { hasSqlState } from '../statement/sqlstate';
import { defineStatement } from '../statement/statement';
import { toStoredJson } from '../statement/stored-json';
import {
  BEGIN,
  BEGIN_IN_THREAD,
  BEGIN_PLAIN,
  CLEAR,
  EXTRAS,
  IS_PREVIOUS_TURN,
  IS_UNAPPLIED,
  LOCKED_KEY,
  MOVE_ALL,
  MOVE_SHORT,
  RECORD,
  RECORD_ALL,
} from './pieces';
import { type StoredMessage, toStoredMessages } from './stored-messages';

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

const SELECT_WRITTEN = 'SELECT 1 FROM moved';
export type Params = Record<string, unknown>;

const SHORT = `WITH moved AS (${MOVE_SHORT} WHERE ${IS_PREVIOUS_TURN} RETURNING s.org_id, s.id), ${RECORD}`;
const shortTurn = defineStatement<Params>('commit_turn', `${SHORT} ${SELECT_WRITTEN}`);
const lastTurn = defineStatement<Params>('commit_last_turn', `${SHORT}, ${CLEAR} ${SELECT_WRITTEN}`);

const fullTurn = defineStatement<Params>(
  'commit_full_turn',
  `WITH ${LOCKED_KEY}, moved AS (${MOVE_ALL} AND ${IS_UNAPPLIED} RETURNING s.org_id, s.id), ${RECORD_ALL}, ${EXTRAS} ${SELECT_WRITTEN}`,
);

const plainStart = defineStatement<Params>(
  'commit_plain_start',
  `WITH moved AS (${BEGIN_PLAIN} RETURNING org_id, id), ${RECORD} ${SELECT_WRITTEN}`,
);

const firstTurn = defineStatement<Params>(
  'commit_first_turn',
  `WITH ${LOCKED_KEY}, moved AS (${BEGIN} RETURNING org_id, id), ${RECORD_ALL}, ${EXTRAS} ${SELECT_WRITTEN}`,
);

const firstThreadTurn = defineStatement<Params>(
  'commit_first_thread_turn',
  `WITH ${LOCKED_KEY}, ${BEGIN_IN_THREAD}, ${RECORD_ALL}, ${EXTRAS} ${SELECT_WRITTEN}`,
);

/** Writes turns. False when another turn came first or the idempotency key was applied meanwhile: nothing was written. */
export async function commitTurn({ pool }: Db, commit: TurnCommit): Promise<boolean> {
  return (await pool.query(toStatement(commit))).rows.length === 1;
}

function toStatement(commit: TurnCommit): QueryConfig<unknown[]> {
  if (commit.extras) return fullTurn(toFullParams(commit, commit.extras));
  return (commit.session.finishedAt ? lastTurn : shortTurn)(toShortParams(commit));
}

/**
 * Writes a new session with its first turns. False when another version of the flow was published meanwhile (test
 * sessions are exempt), another session holds the thread, or the idempotency key was applied meanwhile.
 */
export async function commitFirstTurn(
  { pool }: Db,
  commit: TurnCommit,
  thread: ThreadMove | null = null,
): Promise<boolean> {
  const { extras } = commit;
  if (!thread && !extras) return (await pool.query(plainStart(toPlainStartParams(commit)))).rows.length === 1;
  const metadata = toStoredJson(commit.session.metadata);
  const params = { ...toFullParams(commit, extras ?? NO_EXTRAS), metadata };
  if (!thread) return (await pool.query(firstTurn(params))).rows.length === 1;
  const statement = firstThreadTurn({
    ...params,
    threadExternalId: thread.externalId,
    replaces: thread.replaces,
    threadVariables: toStoredJson(thread.variables),
    visitor: thread.visitor && toStoredJson(thread.visitor),
    profile: toStoredJson(thread.profile),
  });
  return (await pool.query(statement).catch(asNothingWritten)).rows.length === 1;
}

// The channel was deleted after it was read.
function asNothingWritten(error: unknown): { rows: unknown[] } {
  if (hasSqlState(error, 'foreign_key_violation')) return { rows: [] };
  throw error;
}

/** The parameters of the statement of a start that only sends messages. */
export function toPlainStartParams(commit: TurnCommit): Params {
  return { ...toShortParams(commit), metadata: toStoredJson(commit.session.metadata) };
}

/** The parameters of the short statements. */
export function toShortParams({ session, stateText, turns, messages }: TurnCommit): Params {
  const [turn] = turns;
  const stored = turn && toStoredTurn(turn, messages);
  return {
    ...toSessionParams(session, stateText),
    event: toStoredJson(stored?.event),
    trace: toStoredJson(stored?.trace),
    changes: toStoredJson(stored?.changes),
    firstSeq: stored?.firstSeq,
    at: stored?.createdAt.toISOString(),
    messages: stored?.messages ? toStoredJson(stored.messages) : null,
  };
}

/** The parameters of the full statement. */
export function toFullParams(commit: TurnCommit, extras: TurnExtras): Params {
  const { session, stateText, turns, messages, processId, beforeTurn, beforeSyncReply } = commit;
  return {
    ...toSessionParams(session, stateText),
    ...extras,
    beforeTurn,
    beforeSyncReply,
    at: session.lastActivityAt.toISOString(),
    turns: toStoredJson(turns.map((turn) => toStoredTurn(turn, messages))),
    processId,
    effects: toStoredJson(extras.effects),
    timers: toStoredJson(extras.timers),
    deliveries: toStoredJson(extras.deliveries.map(toNumbered)),
    suggestions: toStoredJson(extras.suggestions),
    events: toStoredJson(extras.events),
  };
}

/** Adds to a delivery how many of its queue come later in the same commit. */
function toNumbered(
  delivery: NewDelivery,
  index: number,
  all: readonly NewDelivery[],
): NewDelivery & { later: number } {
  const { queueId } = delivery;
  return { ...delivery, later: all.slice(index + 1).filter((other) => other.queueId === queueId).length };
}

/** Makes the row of a turn with those of the messages that are its own. */
function toStoredTurn(
  turn: TurnRow,
  messages: readonly MessageRow[],
): StoredTurn & { messages?: StoredMessage[] | undefined } {
  const { no, event, trace, changes } = turn;
  return {
    ...turn,
    trace: toStoredTrace(trace, event),
    changes: toStoredChanges(changes, event),
    messages: toStoredMessages(
      event,
      messages.filter(({ turnNo }) => turnNo === no),
    ),
  };
}

function toSessionParams(session: SessionRow, stateText: string): Params {
  return {
    ...session,
    sessionId: session.id,
    state: stateText,
    syncReply: session.syncReply && toStoredJson(session.syncReply),
    lastActivityAt: session.lastActivityAt.toISOString(),
  };
}
