import type { Scope } from './scopes';

/** `missing` is set where a required field was left out. */
export type FieldIssue = { path: (string | number)[]; message: string; missing?: true };

/** What the API calls a thing in "… not found". */
export type ResourceKind =
  | 'organization'
  | 'flow'
  | 'version'
  | 'session'
  | 'api key'
  | 'member'
  | 'route'
  | 'channel'
  | 'room'
  | 'thread'
  | 'delivery'
  | 'intent'
  | 'form'
  | 'upload'
  | 'model price'
  | 'invitation'
  | 'canned reply'
  | 'sign-in'
  | 'reset link';

export type FlowProblemDetail = {
  severity: 'error' | 'warning';
  code: string;
  nodeId: string | null;
  path: string;
  message: string;
};

/** Who has done as much of something as they may: a limit of one key does not hold up another one. */
export type LimitOwner = 'key' | 'organization' | 'visitor' | 'person' | 'address';

/** Every way a request can fail that the caller can act on, with what the caller needs to know. */
export type ErrorDetails = {
  malformed_json: { reason: string };
  invalid_request: { issues: FieldIssue[] };
  unsupported_media_type: { expected: string };
  limit_exceeded: { limit: string; max: number; actual?: number };
  body_too_large: { maxBytes: number };
  /** Less than `bytesPerSecond` arrived on average, the first `graceMs` aside. */
  body_too_slow: { graceMs: number; bytesPerSecond: number };
  credential_missing: Record<never, never>;
  credential_invalid: {
    /** `other_api`: a working key, but one that speaks for a channel of another API, or for none where one must. */
    reason: 'malformed' | 'unknown' | 'revoked' | 'expired' | 'other_api';
  };
  permission_denied: { scope: Scope | null };
  /** A person has to show a credential again before this: the last time was longer ago than `maxAgeMs`. */
  fresh_sign_in_required: { maxAgeMs: number };
  /** The organization asks its members for a second factor, and this one has none. */
  factor_required: Record<never, never>;
  not_found: { thing: ResourceKind; id: string };
  method_not_allowed: { allowed: string[] };
  flow_not_published: { flowId: string };
  flow_invalid: { problems: FlowProblemDetail[] };
  slug_taken: { slug: string };
  draft_conflict: { currentRev: number };
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
  /** Another published flow answers the intent or form already, or something else has the name. */
  name_taken: { name: string };
  /** The room has channels, so it cannot be removed. */
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

// Two builds of this module live in one process, so the brand, not instanceof, tells.
const BRAND = Symbol.for('parley.DomainError');

/** An expected failure; every surface renders it through one total table over its code. */
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

/** At most 100 issues and how many more there are, so that a small request does not make an answer a hundred times its size. */
export function boundIssues(issues: readonly FieldIssue[]): FieldIssue[] {
  const more = issues.length - MOST_ISSUES;
  if (more <= 0) return [...issues];
  const message = `There are ${String(more)} further problems.`;
  return [...issues.slice(0, MOST_ISSUES), { path: [], message }];
}

/** Makes the error of `code` with its details checked by type. */
export function domainError<C extends ErrorCode>(code: C, details: ErrorDetails[C]): DomainError {
  return new DomainError({ code, details } as Problem);
}

/** Tells whether a caught value is one of ours, whichever build threw it. */
export function isDomainError(value: unknown): value is DomainError {
  return typeof value === 'object' && value !== null && BRAND in value;
}

/** One row a surface keeps for each code: how that code reads there. */
export type ErrorTable<T> = {
  [C in ErrorCode]: (details: ErrorDetails[C]) => T;
};

/** Renders an error through a surface's table. */
export function renderError<T>(table: ErrorTable<T>, { problem }: DomainError): T {
  const render = table[problem.code] as (details: typeof problem.details) => T;
  return render(problem.details);
}
