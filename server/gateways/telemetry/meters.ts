/*
 * What is counted of a process for whoever runs it.
 * O1 Labels come from closed sets, never from what callers send: no organization, session, path or key is one.
 */

/** What came of a turn: where its session stands after it, or why nothing was done. */
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
export const EFFECT_OUTCOMES = ['ok', 'status', 'timeout', 'network', 'blocked', 'too_large'] as const;
export const ROW_KINDS = ['request_records', 'minute_counts', 'rate_windows', 'late_writes'] as const;
export const ATTEMPT_OUTCOMES = ['delivered', 'again', 'dead'] as const;

type TurnOutcome = (typeof TURN_OUTCOMES)[number];
export type EffectKind = (typeof EFFECT_KINDS)[number];
export type EffectOutcome = (typeof EFFECT_OUTCOMES)[number];
/** What is written in batches, beside the requests that it is about. */
type RowKind = (typeof ROW_KINDS)[number];
type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Counts one answer of an API and how long it took. */
export type CountResponse = (method: string, status: number, ms: number) => void;

/** What is read when somebody looks, instead of being counted. */
export type Levels = {
  /** The connections of the process's pool. */
  pool(): { total: number; idle: number; waiting: number };
  /** What waits in the database for any process to do it; null when that cannot be read now. */
  backlog(): Promise<BacklogLevels | null>;
};

/** What a process has taken on at this moment, and the bytes of the bodies that it holds for it. */
export type AdmissionLevels = { requests: number; working: number; waiting: number; bodyBytes: number };

export type BacklogLevels = {
  /** How long the worker's oldest work has been there for the taking. */
  workerLagMs: number;
  deliveriesPending: number;
  /** How long ago the delivery was due that has waited longest. */
  oldestDueMs: number;
};

/** Counts what a process does; times in milliseconds. */
export type Meters = {
  turn(outcome: TurnOutcome, ms: number): void;
  /** Counts a turn that was computed in vain because another one of its session came first. */
  turnConflict(): void;
  effect(kind: EffectKind, outcome: EffectOutcome, ms: number): void;
  attempt(outcome: AttemptOutcome, ms: number): void;
  /** Counts rows of a batch that could not be kept. */
  dropped(kind: RowKind, rows: number): void;
  /** The counter of one API; made once, not for every request. */
  responsesOf(surface: string): CountResponse;
  /** Says where the levels are read. */
  watch(levels: Levels): void;
  /** Says where more of what the process has taken on is read: it is summed up. */
  watchAdmission(read: () => AdmissionLevels): void;
};

const ignore = (): void => undefined;

/** The meters of a process whose numbers nobody reads. */
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
