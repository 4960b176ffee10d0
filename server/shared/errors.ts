import type { MoveReason } from './move-reasons';
import type { Scope } from './scopes';

/** `missing` is set when a required field was left out. */
export type FieldIssue = { path: (string | number)[]; message: string; missing?: true };

/** The kinds of things that can be "not found". */
export type ResourceKind =
  | 'breakpoint'
  | 'organization'
  | 'flow'
  | 'version'
  | 'session'
  | 'api key'
  | 'member'
  | 'route'
  | 'channel'
  | 'contact'
  | 'room'
  | 'thread'
  | 'delivery'
  | 'intent'
  | 'form'
  | 'upload'
  | 'model price'
  | 'secret'
  | 'config value'
  | 'environment'
  | 'connection'
  | 'replay'
  | 'migration'
  | 'invitation'
  | 'canned reply'
  | 'note'
  | 'saved view'
  | 'sign-in'
  | 'reset link';

export type FlowProblemDetail = {
  /** The slug of the flow, in a bundle of flows. */
  flow?: string;
  severity: 'error' | 'warning';
  code: string;
  nodeId: string | null;
  path: string;
  message: string;
};

/** The owner of an exhausted limit. */
export type LimitOwner = 'key' | 'organization' | 'visitor' | 'person' | 'address';

/** Every failure that a caller can act on, with its details. */
export type ErrorDetails = {
  malformed_json: { reason: string };
  invalid_request: { issues: FieldIssue[] };
  unsupported_media_type: { expected: string };
  /** The body has a Content-Encoding; `accepted` are those that are read. */
  unsupported_encoding: { accepted: string[] };
  limit_exceeded: { limit: string; max: number; actual?: number };
  body_too_large: { maxBytes: number };
  /** After the first `graceMs`, less than `bytesPerSecond` arrived on average. */
  body_too_slow: { graceMs: number; bytesPerSecond: number };
  credential_missing: Record<never, never>;
  credential_invalid: {
    /** `other_api`: the key is valid, but for a channel of another API, or for no channel where one is required. */
    reason: 'malformed' | 'unknown' | 'revoked' | 'expired' | 'other_api';
  };
  permission_denied: { scope: Scope | null };
  /** The person must sign in again first: the last time was more than `maxAgeMs` ago. */
  fresh_sign_in_required: { maxAgeMs: number };
  /** The organization requires a second factor, which this member lacks. */
  factor_required: Record<never, never>;
  not_found: { thing: ResourceKind; id: string };
  method_not_allowed: { allowed: string[] };
  /** `environment` is set where it is not production that has no version of the flow. */
  flow_not_published: { flowId: string; environment?: string };
  /** An archived flow starts no sessions; `flowId` is its id, or the slug that it had. */
  flow_archived: { flowId: string };
  flow_invalid: { problems: FlowProblemDetail[] };
  /** Tests of the draft fail, and no reason was given; `tests` has the first of them. */
  tests_failed: { failed: number; tests: { name: string; message: string }[] };
  slug_taken: { slug: string };
  draft_conflict: { currentRev: number };
  /** A session stays on its version. `turn` is the first one that differs, counted from 1; null if none does. */
  session_not_movable: { reason: MoveReason; turn: number | null; node: string | null };
  /** No breakpoint holds the session now. */
  session_not_held: { status: string };
  precondition_failed: { current: string };
  wrong_input: {
    status: string;
    expected: 'text' | 'transferResult' | 'nothing';
    received: 'text' | 'transferResult';
  };
  session_finished: { status: string };
  session_expired: { expiredAt: string };
  inbox_full: { max: number };
  idempotency_key_invalid: { maxLength: number };
  idempotency_mismatch: Record<never, never>;
  idempotency_running: { retryAfterMs: number };
  rate_limited: { limit: number; windowMs: number; retryAfterMs: number; whose: LimitOwner };
  overloaded: { retryAfterMs: number };
  /** Another published flow has this intent or form, or the name is in use. */
  name_taken: { name: string };
  /** The room has channels, so it cannot be deleted. */
  room_in_use: { channels: number };
  channel_disabled: { channelId: string };
  origin_not_allowed: { origin: string };
  intent_not_allowed: { intent: string; allowed: string[] };
  wait_token_invalid: { reason: 'malformed' | 'used' | 'expired' };
  outbound_blocked: { host: string; reason: string };
  internal: Record<never, never>;
};

export type ErrorCode = keyof ErrorDetails;

type Problem = {
  [C in ErrorCode]: { code: C; details: ErrorDetails[C] };
}[ErrorCode];

// Next bundles this module a second time, so the brand decides, not `instanceof`.
const BRAND = Symbol.for('parley.DomainError');

/** An expected failure. Every surface renders it with an exhaustive table of codes. */
export class DomainError extends Error {
  readonly [BRAND] = true;

  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'DomainError';
  }

  get code(): ErrorCode {
    return this.problem.code;
  }
}

const MOST_ISSUES = 100;

/** At most 100 issues and the number of further ones, so that a small request cannot cause a huge response. */
export function boundIssues(issues: readonly FieldIssue[]): FieldIssue[] {
  const more = issues.length - MOST_ISSUES;
  if (more <= 0) return [...issues];
  const message = `There are ${String(more)} further problems.`;
  return [...issues.slice(0, MOST_ISSUES), { path: [], message }];
}

/** Creates an error with details that are checked by type. */
export function domainError<C extends ErrorCode>(code: C, details: ErrorDetails[C]): DomainError {
  return new DomainError({ code, details } as Problem);
}

/** Whether a caught value is a DomainError of any build of this module. */
export function isDomainError(value: unknown): value is DomainError {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** A surface's rendering of every code. */
export type ErrorTable<T> = {
  [C in ErrorCode]: (details: ErrorDetails[C]) => T;
};

/** Renders an error with a surface's table. */
export function renderError<T>(table: ErrorTable<T>, { problem }: DomainError): T {
  const render = table[problem.code] as (details: typeof problem.details) => T;
  return render(problem.details);
}
