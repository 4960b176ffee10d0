/** The parameters of the statements that write turns, and the fields of the function's commits (commit-by-function.ts). */

import { toStoredJson } from '@/server/shared/stored-json';
import type { MessageRow, SessionRow, TurnRow } from '../session/row';
import { type StoredTurn, toStoredChanges, toStoredTrace } from '../session/stored-turn';
import { type StoredMessage, toStoredMessages } from './stored-messages';
import type { NewDelivery, ThreadMove, TurnCommit, TurnExtras } from './turn-commit';

export type Params = Record<string, unknown>;

/** The parameters of the statement of a start that only sends messages. */
export function toPlainStartParams(commit: TurnCommit): Params {
  return { ...toShortParams(commit), ...toStartParams(commit) };
}

/** The parameters of a start, besides those of a turn. */
export function toStartParams({ session, pointers }: TurnCommit): Params {
  const metadata = toStoredJson(session.metadata);
  return { metadata, publishedVersionId: null, environmentsRev: null, ...pointers };
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

/** The parameters of a start that takes a thread, besides those of the full statement. */
export function toThreadParams({ externalId, replaces, variables, visitor, profile }: ThreadMove): Params {
  return {
    threadExternalId: externalId,
    replaces,
    threadVariables: toStoredJson(variables),
    visitor: visitor && toStoredJson(visitor),
    profile: toStoredJson(profile),
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
