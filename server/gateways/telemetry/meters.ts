/*
 * Measurements of a process for its operators.
 * metrics/closed-labels  Labels come from fixed sets, never from callers: no organization, session, path or key is a label.
 */

/** The outcome of a turn: the status of its session, or why nothing was done. */
export const TURN_OUTCOMES = [
  'running',
  'awaiting_input',
  'awaiting_transfer',
  'awaiting_timer',
  'awaiting_event',
  'completed',
  'failed',
  'ended',
  'expired',
  'ignored',
  'refused',
] as const;

export const EFFECT_KINDS = ['http', 'ai'] as const;
export const EFFECT_OUTCOMES = [
  'ok',
  'status',
  'timeout',
  'network',
  'blocked',
  'too_large',
  'encoding',
  'redirects',
  'unknown_secret',
  'invalid_header',
] as const;
export const ROW_KINDS = ['request_records', 'minute_counts', 'rate_windows', 'late_writes'] as const;
export const ATTEMPT_OUTCOMES = ['delivered', 'again', 'dead'] as const;

type TurnOutcome = (typeof TURN_OUTCOMES)[number];
export type EffectKind = (typeof EFFECT_KINDS)[number];
export type EffectOutcome = (typeof EFFECT_OUTCOMES)[number];
/** Rows that are written in batches. */
type RowKind = (typeof ROW_KINDS)[number];
type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Counts one response of an API and its duration. */
export type CountResponse = (method: string, status: number, ms: number) => void;

/** Levels that are read on demand, not counted. */
export type Levels = {
  /** The connections of the process's pool. */
  pool(): { total: number; idle: number; waiting: number };
  /** Work that waits in the database for any process; null when it cannot be read. */
  backlog(): Promise<BacklogLevels | null>;
};

/** The current load of a process, and the bytes of the bodies it holds. */
export type AdmissionLevels = { requests: number; working: number; waiting: number; bodyBytes: number };

export type BacklogLevels = {
  /** The age of the oldest work that waits for a worker. */
  workerLagMs: number;
  deliveriesPending: number;
  /** The age of the oldest due delivery. */
  oldestDueMs: number;
};

/** Measures a process; times in milliseconds. */
export type Meters = {
  turn(outcome: TurnOutcome, ms: number): void;
  /** Counts a turn that was discarded because another turn of its session was committed first. */
  turnConflict(): void;
  effect(kind: EffectKind, outcome: EffectOutcome, ms: number): void;
  attempt(outcome: AttemptOutcome, ms: number): void;
  /** Counts rows that could not be stored. */
  dropped(kind: RowKind, rows: number): void;
  /** The counter of one API; to be created once. */
  responsesOf(surface: string): CountResponse;
  /** Sets the source of the levels. */
  watch(levels: Levels): void;
  /** Adds a source of load; sources are summed. */
  watchAdmission(read: () => AdmissionLevels): void;
};

const ignore = (): void => undefined;

/** Meters that record nothing. */
export const NO_METERS: Meters = {
  turn: ignore,
  turnConflict: ignore,
  effect: ignore,
  attempt: ignore,
  dropped: ignore,
  responsesOf: () => ignore,
  watch: ignore,
  watchAdmission: ignore,
};
