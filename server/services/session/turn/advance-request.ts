import type { MessageRow, SessionRow } from '@/server/db/session/row';
import type { TurnCommit } from '@/server/db/turn/turn-commit';
import type { Outcome } from '@/server/engine/protocol';
import type { NewEntry } from '../../audit/to-entry';
import type { TurnStep } from './turn-step';

/** The stored row that asked for a turn: an outgoing call, a timer or an arrived event. It is deleted with the turn. */
export type TurnCause =
  | { type: 'call'; key: string }
  | { type: 'timer'; key: string }
  | { type: 'arrival'; eventId: string };

export type AdvanceSession = {
  orgId: string;
  sessionId: string;
  /** The steps of the session. A function decides by the row that was read, and may throw. */
  steps: readonly TurnStep[] | ((row: SessionRow) => readonly TurnStep[]);
  /** The session as the caller has just read it; saves the first read. */
  known?: SessionRow | undefined;
  /** Commits the first attempt; every further attempt is committed alone. */
  commit?: ((commit: TurnCommit) => Promise<boolean>) | undefined;
  /** Throws precondition_failed unless the session has this turn number. */
  ifTurn?: number | undefined;
  idempotencyKey?: string | undefined;
  cause?: TurnCause | undefined;
  /** Makes the audit entry that is committed with the turns, from the row before them. */
  audit?: ((row: SessionRow) => NewEntry) | undefined;
  /** The input whose answers go into the caller's response, and until when; null for none. */
  syncReply?: SessionRow['syncReply'] | undefined;
};

export type UnchangedOutcome = Exclude<Outcome, { kind: 'applied' }>;

export type AdvanceResult =
  | { kind: 'applied'; row: SessionRow; messages: MessageRow[] }
  /** The flow had no use for the steps or refused one, or the session is finished. */
  | { kind: 'unchanged'; row: SessionRow; outcome: UnchangedOutcome }
  /** Another request has applied the idempotency key. */
  | { kind: 'duplicate' };
