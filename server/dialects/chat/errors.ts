import type { JsonResponse } from '@/server/http/response/response';
import { describeBodyRate } from '@/server/shared/body-rate';
import {
  type DomainError,
  type ErrorDetails,
  type ErrorTable,
  type FieldIssue,
  type ResourceKind,
  renderError,
} from '@/server/shared/errors';

export type Failure = { status: number; error: string; message: string; details?: object };

type Missing = { status: number; error: string; message: string };

const UNKNOWN: Missing = {
  status: 404,
  error: 'not_found',
  message: 'There is no such path. Check it against the documentation.',
};
const NO_INTENT: Missing = {
  status: 404,
  error: 'intent_not_matched',
  message: 'No published flow has this intent. Publish one whose chat trigger has its name.',
};
const NO_WIDGET: Missing = {
  status: 403,
  error: 'widget_disabled',
  message: 'The publishable key is unknown, paused or revoked. Use a key that is enabled.',
};

/** Not found, by thing. A missing channel reads as a disabled key. */
const MISSING: Record<ResourceKind, Missing> = {
  organization: UNKNOWN,
  flow: NO_INTENT,
  version: NO_INTENT,
  breakpoint: UNKNOWN,
  intent: NO_INTENT,
  session: {
    status: 404,
    error: 'execution_not_found',
    message: 'There is no such execution in this conversation. Use the executionId of a reply to it.',
  },
  thread: {
    status: 404,
    error: 'conversation_not_found',
    message: 'There is no such conversation. Use the conversationId of a session.',
  },
  form: {
    status: 404,
    error: 'form_not_found',
    message: 'No published flow has this form. Use the code or the id of a published one.',
  },
  upload: {
    status: 404,
    error: 'file_not_found',
    message: 'There is no such file. Use the url in the response to the upload.',
  },
  channel: NO_WIDGET,
  'api key': UNKNOWN,
  member: UNKNOWN,
  route: UNKNOWN,
  contact: UNKNOWN,
  room: UNKNOWN,
  delivery: UNKNOWN,
  'model price': UNKNOWN,
  secret: UNKNOWN,
  'config value': UNKNOWN,
  environment: UNKNOWN,
  connection: UNKNOWN,
  replay: UNKNOWN,
  migration: UNKNOWN,
  invitation: UNKNOWN,
  'canned reply': UNKNOWN,
  note: UNKNOWN,
  'saved view': UNKNOWN,
  'sign-in': UNKNOWN,
  'reset link': UNKNOWN,
};

/** A missing field is 400, a wrong one 422; with both, 400. */
function isIncomplete(issues: readonly FieldIssue[]): boolean {
  return issues.some(({ missing }) => missing === true);
}

/** The messages by field. */
function toFieldDetails(issues: readonly FieldIssue[]): object {
  return { fields: issues.map(({ path, message }) => ({ field: path.join('.'), message })) };
}

/** Renders an invalid request under an error code. */
export function renderInvalid({ issues }: ErrorDetails['invalid_request'], wrongCode: string): Failure {
  const details = toFieldDetails(issues);
  const first = issues[0];
  const name = first?.path.join('.') || 'the request';
  if (isIncomplete(issues)) {
    const missing = issues.filter((issue) => issue.missing).map(({ path }) => path.join('.'));
    const message = `Missing: ${missing.join(', ')}. Add the fields under details.fields.`;
    return { status: 400, error: 'invalid_input', message, details };
  }
  const message = `Wrong value of ${name}: ${first?.message ?? 'it is not allowed'}. Correct the fields under details.fields.`;
  return { status: 422, error: wrongCode, message, details };
}

const EXPIRED_WAIT = { status: 409, error: 'invalid_wait_token' };

/** Every failure in the form of the chat API, with the vendor's codes where it has them (WIRE.md#errors). */
export const CHAT_ERRORS: ErrorTable<Failure> = {
  malformed_json: (details) => ({
    status: 400,
    error: 'invalid_input',
    message: 'The body is not JSON. Send one JSON object, encoded as UTF-8.',
    details,
  }),
  invalid_request: (details) => renderInvalid(details, 'validation_failed'),
  unsupported_media_type: (details) => ({
    status: 415,
    error: 'unsupported_media_type',
    message: `The body has the wrong type. Send it with Content-Type: ${details.expected}.`,
    details,
  }),
  unsupported_encoding: (details) => ({
    status: 415,
    error: 'unsupported_media_type',
    message: `The body is compressed. Send it without Content-Encoding, or with ${details.accepted.join(', ')}.`,
    details,
  }),
  limit_exceeded: (details) => ({
    status: 422,
    error: 'validation_failed',
    message: `At most ${details.max} ${details.limit} are allowed. Send less.`,
    details,
  }),
  body_too_large: (details) => ({
    status: 413,
    error: 'payload_too_large',
    message: `The body is larger than ${details.maxBytes} bytes. Send less.`,
    details: { max_bytes: details.maxBytes },
  }),
  body_too_slow: (details) => ({
    status: 408,
    error: 'request_timeout',
    message: `The body arrives too slowly: ${describeBodyRate(details)} Send the request again.`,
    details: { grace_ms: details.graceMs, bytes_per_second: details.bytesPerSecond },
  }),
  credential_missing: () => ({
    status: 401,
    error: 'invalid_session_token',
    message: 'No session token was sent. Open a session, then send Authorization: Bearer <sessionToken>.',
  }),
  credential_invalid: (details) => ({
    status: 401,
    error: 'invalid_session_token',
    message: 'The session token is expired or was tampered with. Open a new session.',
    details,
  }),
  permission_denied: () => ({
    status: 403,
    error: 'forbidden',
    message: 'The credential has no access to this.',
  }),
  fresh_sign_in_required: () => ({
    status: 403,
    error: 'forbidden',
    message: 'Sign in again in the console.',
  }),
  factor_required: () => ({
    status: 403,
    error: 'forbidden',
    message: 'Set up two-step sign-in in the console.',
  }),
  not_found: ({ thing, id }) => ({ ...MISSING[thing], ...(thing === 'route' ? {} : { details: { id } }) }),
  method_not_allowed: (details) => ({
    status: 405,
    error: 'method_not_allowed',
    message: `This path does not support the method. Use one of ${details.allowed.join(', ')}.`,
    details,
  }),
  flow_not_published: () => NO_INTENT,
  flow_archived: () => NO_INTENT,
  flow_invalid: (details) => ({
    status: 422,
    error: 'validation_failed',
    message: 'The flow has errors. Correct them and publish it.',
    details,
  }),
  tests_failed: (details) => conflict('Tests of the flow fail.', details),
  slug_taken: (details) => conflict('The slug is taken. Choose another.', details),
  name_taken: (details) => conflict(`The name ${details.name} is taken. Choose another.`, details),
  draft_conflict: (details) => conflict('It has changed since it was read. Read it again.', details),
  session_not_held: (details) => conflict('No breakpoint holds the session.', details),
  session_not_movable: (details) => conflict('The session stays on its version.', details),
  room_in_use: (details) => conflict('The room has channels. Move them first.', details),
  precondition_failed: (details) => ({
    status: 412,
    error: 'precondition_failed',
    message: 'It has changed since it was read. Read it again.',
    details,
  }),
  wrong_input: () => ({
    ...EXPIRED_WAIT,
    message: 'The execution does not wait for this. Read it again and use its waitToken.',
  }),
  session_finished: (details) =>
    details.status === 'ended'
      ? {
          status: 410,
          error: 'execution_aborted',
          message: 'The execution was cancelled on the server. Trigger a new one.',
        }
      : {
          ...EXPIRED_WAIT,
          message: `The execution is ${details.status} and accepts no more input. Trigger a new one.`,
        },
  session_expired: () => ({
    ...EXPIRED_WAIT,
    message: 'The execution has expired. Trigger a new one.',
    details: { reason: 'expired' },
  }),
  inbox_full: () => ({
    status: 429,
    error: 'rate_limited',
    message: 'Earlier messages are still being answered. Wait for their replies, then send again.',
  }),
  idempotency_key_invalid: (details) => ({
    status: 422,
    error: 'validation_failed',
    message: `An Idempotency-Key has 1 to ${details.maxLength} visible ASCII characters.`,
    details: { max_length: details.maxLength },
  }),
  idempotency_mismatch: () => ({
    status: 409,
    error: 'idempotency_conflict',
    message: 'This Idempotency-Key was used for another request. Use a new key for a new request.',
  }),
  idempotency_running: () => ({
    status: 409,
    error: 'request_in_progress',
    message:
      'The first request with this Idempotency-Key is not answered yet. Repeat it after Retry-After seconds.',
  }),
  rate_limited: (details) => ({
    status: 429,
    error: 'rate_limited',
    message: `This ${details.whose} may make ${details.limit} requests in ${details.windowMs / 1_000} s. Wait Retry-After seconds.`,
    details: { limit: details.limit, window_ms: details.windowMs, whose: details.whose },
  }),
  overloaded: () => ({
    status: 503,
    error: 'unavailable',
    message: 'The server is overloaded. Repeat the request after Retry-After seconds.',
  }),
  channel_disabled: () => NO_WIDGET,
  origin_not_allowed: (details) => ({
    status: 403,
    error: 'origin_not_allowed',
    message: `Pages from ${details.origin} may not use this key. Add the origin to its allowed origins.`,
    details,
  }),
  intent_not_allowed: (details) => ({
    status: 403,
    error: 'intent_not_allowed',
    message: 'The key does not allow this intent. Use one of those under details.allowed_intents.',
    details: { allowed_intents: details.allowed },
  }),
  wait_token_invalid: (details) => ({
    ...EXPIRED_WAIT,
    message: 'The wait token is not that of the current wait. Read the execution and use its waitToken.',
    details,
  }),
  outbound_blocked: (details) => ({
    status: 422,
    error: 'validation_failed',
    message: `Calls to ${details.host} are not allowed. Use a public address.`,
    details,
  }),
  internal: () => ({
    status: 500,
    error: 'internal_error',
    message:
      'Something failed on the server. Repeat the request; if it fails again, report its X-Request-Id.',
  }),
};

function conflict(message: string, details: object): Failure {
  return { status: 409, error: 'conflict', message, details };
}

/** Renders a failure in the envelope {"error","message","details"?}. */
export function renderChatFailure(error: DomainError): JsonResponse {
  const { status, ...body } = renderError(CHAT_ERRORS, error);
  return { status, body };
}
