import type { MessageRow, SessionRow } from '@/server/db/session/row';
import type { TurnCommit } from '@/server/db/turn/commit';
import type { Outcome } from '@/server/engine/protocol';
import type { TurnStep } from './turn-step';

/** The stored row that asked for a turn: an outgoing call, a timer or an arrived event. It is deleted with the turn. */
export type TurnCause =
  | { type: 'call'; key: string }
  | { type: 'timer'; key: string }
  | { type: 'arrival'; eventId: string };

export type AdvanceSession = {
  orgId: string;
  sessionId: string;
  /** What happens to the session. A function decides by the row that was read, and may throw. */
  steps: readonly TurnStep[] | ((row: SessionRow) => readonly TurnStep[]);
  /** The session as the caller has just read it; saves the first read. */
  known?: SessionRow | undefined;
  /** Commits the first attempt; every further attempt is committed alone. */
  commit?: ((commit: TurnCommit) => Promise<boolean>) | undefined;
  /** Throws precondition_failed unless the session has this turn number. */
  ifTurn?: number | undefined;
  idempotencyKey?: string | undefined;
  cause?: TurnCause | undefined;
  /** The input whose answers go into the caller's response, and until when; null for none. */
  syncReply?: SessionRow['direct'] | undefined;
};

export type UnchangedOutcome = Exclude<Outcome, { kind: 'applied' }>;

export type AdvanceResult =
  | { kind: 'applied'; row: SessionRow; messages: MessageRow[] }
  /** The flow had no use for the steps or refused one, or the session is finished. */
  | { kind: 'unchanged'; row: SessionRow; outcome: UnchangedOutcome }
  /** Another request has applied the idempotency key. */
  | { kind: 'duplicate' };

/**
 * Whether a request that sets a field may take its turn from the cached session (cache/decides-nothing). A new field of
 * AdvanceSession does not compile until it is listed here.
 */
const ALLOWS_CACHE: Readonly<Record<keyof AdvanceSession, boolean>> = {
  orgId: true,
  sessionId: true,
  steps: true,
  known: false,
  commit: false,
  ifTurn: false,
  idempotencyKey: false,
  cause: false,
  syncReply: false,
};

const fields = Object.keys(ALLOWS_CACHE) as (keyof AdvanceSession)[];
const FIELDS_THAT_NEED_A_READ = fields.filter((field) => !ALLOWS_CACHE[field]);

/** Tells whether the turn may be taken from the cached session: its steps do not depend on the row, and nothing else is set. */
export function allowsCache(
  advance: AdvanceSession,
): advance is AdvanceSession & { steps: readonly TurnStep[] } {
  if (typeof advance.steps === 'function') return false;
  return FIELDS_THAT_NEED_A_READ.every((field) => advance[field] === undefined || advance[field] === null);
}
