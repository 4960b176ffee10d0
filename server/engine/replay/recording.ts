/** Recordings of sessions: the versions that ran, the seed, and the events in order with what was stored of each turn. */
import type { Json, JsonObject } from '../json';
import type { Expected } from '../outbound-message';
import type { EngineEvent } from '../protocol';
import type { SessionState } from '../session';

/** A published version by its id, and its number for people. */
export type VersionRef = { id: string; number: number | null };

/**
 * A session was moved to another version of its flow, after `turns` turns had been replayed on it. It goes on in `state`. The
 * event brings no input, and no message answers it.
 */
export type VersionChanged = {
  type: 'version.changed';
  at: number;
  from: VersionRef;
  to: VersionRef;
  turns: number;
  state: SessionState;
};

/** Events that change a session but are not run by its flow. */
export type ShellEvent =
  | { type: 'session.ended' | 'session.expired' | 'assignee.released'; at: number }
  | VersionChanged;
export type RecordedEvent = EngineEvent | ShellEvent;

/** The status of a session: that of its flow, unless the session was ended from outside. */
export type RecordedStatus = SessionState['status'] | 'ended' | 'expired';

/** A message of the flow, as it was stored. */
type RecordedMessage = {
  nodeId: string | null;
  inputId: string | null;
  content: Json;
  text: string;
  expected?: Expected;
};

/** One turn. Everything but the event is for the exact comparison, and absent where it was not stored. */
export type RecordedTurn = {
  event: RecordedEvent;
  /** The status after the turn. */
  status?: RecordedStatus;
  /** The messages of the flow; absent if the transcript does not hold them, as where it only makes suggestions. */
  messages?: RecordedMessage[];
  /** The variables of the session's own flow that the turn set. */
  set?: JsonObject;
  /** The events that the turn emitted. */
  emitted?: { name: string; payload: Json }[];
};

/**
 * How the session stood when it was recorded. `at` (ms since 1970) is when a finished session finished, and for any other when
 * it was read: no timer due later fires in a replay. `state` is its stored state.
 */
export type RecordedEnd = { status: RecordedStatus; at: number; state?: SessionState };

/**
 * A recording whose credentials were replaced by placeholders. `unverified` are the indexes of the turns that give other bytes
 * for it, and the number of turns for the end; `otherWayFrom` is the first turn that leads another way, null for none.
 */
export type MaskedNote = { credentials: number; unverified: number[]; otherWayFrom: number | null };

/** The seed of a session, its turns in order, and its end; `masked` is set if its credentials were replaced. */
export type RecordedSession = {
  seed: string;
  turns: RecordedTurn[];
  end: RecordedEnd;
  masked?: MaskedNote;
};

/** A version of a flow; `links` has the key in `flows` of each flow that it calls, by slug. */
type RecordedFlow = {
  slug: string;
  /** Its number; null for a version without one, such as that of a test session. */
  version: number | null;
  definition: Json;
  links: { [slug: string]: string };
};

/**
 * A session with the flows that it ran on; `flow` is the key of the one that it started on, and the ids of the versions that it
 * was moved to are keys, too. Its JSON is the exported file.
 */
export type Recording = RecordedSession & {
  kind: 'parley.recording';
  format: 1;
  flow: string;
  flows: { [key: string]: RecordedFlow };
};

const SHELL_EVENTS: Readonly<Record<ShellEvent['type'], true>> = {
  'session.ended': true,
  'session.expired': true,
  'assignee.released': true,
  'version.changed': true,
};

const FINISHED: ReadonlySet<RecordedStatus> = new Set(['completed', 'failed', 'ended', 'expired']);

/** True if no event can continue a session of this status. */
export function isFinished(status: RecordedStatus): boolean {
  return FINISHED.has(status);
}

/** True for an event that the engine does not run. */
export function isShellEvent(event: RecordedEvent): event is ShellEvent {
  return Object.hasOwn(SHELL_EVENTS, event.type);
}

/** The first `count` turns of a session, as if it had been recorded right after them. */
export function cutSession({ seed, turns }: RecordedSession, count: number): RecordedSession {
  const kept = turns.slice(0, count);
  const last = kept.at(-1);
  return { seed, turns: kept, end: { status: last?.status ?? 'running', at: last?.event.at ?? 0 } };
}

/**
 * The versions of the rules of time zones and languages under which a session started, if they are others than `current`;
 * else null. Such a session may differ in an exact replay.
 */
export function findOtherRules({ turns }: RecordedSession, current: string): string | null {
  const first = turns[0]?.event;
  const rules = first?.type === 'started' ? first.rules : undefined;
  return rules === undefined || rules === current ? null : rules;
}
