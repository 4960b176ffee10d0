import type { JsonResponse } from '@/server/http/response/response';
import { describeBodyRate } from '@/server/shared/body-rate';
import { type DomainError, type ErrorTable, renderError } from '@/server/shared/errors';
import { RESOURCE_NAMES } from '@/server/shared/resource-names';

type Failure = { status: number; code: string; message: string; details?: object };

/** Every failure in the form of this API: what is wrong, then how to correct it. */
const HEADLESS_ERRORS: ErrorTable<Failure> = {
  malformed_json: (details) => ({
    status: 400,
    code: 'INVALID_REQUEST',
    message: 'The body is not JSON. Send one JSON object, encoded as UTF-8.',
    details,
  }),
  invalid_request: (details) => ({
    status: 400,
    code: 'INVALID_REQUEST',
    message: 'The request is invalid. Correct the fields under details.issues.',
    details,
  }),
  unsupported_media_type: (details) => ({
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: `The body has the wrong type. Send it with Content-Type: ${details.expected}.`,
    details,
  }),
  unsupported_encoding: (details) => ({
    status: 415,
    code: 'UNSUPPORTED_MEDIA_TYPE',
    message: `The body is compressed. Send it without Content-Encoding, or with ${details.accepted.join(', ')}.`,
    details,
  }),
  limit_exceeded: (details) => ({
    status: 400,
    code: 'LIMIT_EXCEEDED',
    message: `At most ${details.max} ${details.limit} are allowed. Send less.`,
    details,
  }),
  body_too_large: (details) => ({
    status: 413,
    code: 'BODY_TOO_LARGE',
    message: `The body is larger than ${details.maxBytes} bytes. Send less, or pass a reference instead of the data.`,
    details,
  }),
  body_too_slow: (details) => ({
    status: 408,
    code: 'BODY_TOO_SLOW',
    message: `The body arrives too slowly: ${describeBodyRate(details)} Send the request again.`,
    details,
  }),
  credential_missing: () => ({
    status: 401,
    code: 'AUTH_HEADER_MISSING',
    message: 'No API key was sent. Add the header Authorization: Bearer <api key>.',
  }),
  credential_invalid: (details) => ({
    status: 401,
    code: 'INVALID_TOKEN',
    message: INVALID_TOKEN[details.reason],
    details,
  }),
  permission_denied: ({ scope }) => ({
    status: 403,
    code: 'PERMISSION_DENIED',
    message:
      scope === null
        ? 'The API key belongs to another organization. Use the id of the organization that the key was created in.'
        : `The API key lacks the scope ${scope}. Use a key that has it.`,
    ...(scope === null ? {} : { details: { scope } }),
  }),
  fresh_sign_in_required: (details) => ({
    status: 403,
    code: 'FRESH_SIGN_IN_REQUIRED',
    message: 'Sign in again in the console.',
    details,
  }),
  factor_required: () => ({
    status: 403,
    code: 'FACTOR_REQUIRED',
    message: 'Set up two-step sign-in in the console.',
  }),
  not_found: ({ thing, id }) => ({
    status: 404,
    code: 'NOT_FOUND',
    message: `There is no such ${RESOURCE_NAMES[thing]}. Check the id, and that the API key is of the same organization.`,
    details: { thing, id },
  }),
  method_not_allowed: (details) => ({
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    message: `This path does not support the method. Use one of ${details.allowed.join(', ')}.`,
    details,
  }),
  flow_not_published: (details) => ({
    status: 409,
    code: 'FLOW_NOT_PUBLISHED',
    message:
      details.environment === undefined
        ? 'The flow has no published version. Publish it, then start the session again.'
        : `The flow has no version in the environment ${details.environment}. Promote one, then start the session again.`,
    details,
  }),
  flow_archived: ({ flowId: id }) => ({
    status: 404,
    code: 'NOT_FOUND',
    message: 'The flow is archived and starts no sessions. Restore it, or start another flow.',
    details: { thing: 'flow', id },
  }),
  flow_invalid: (details) => ({
    status: 422,
    code: 'FLOW_INVALID',
    message: 'The flow has errors. Correct the problems named under details.problems.',
    details,
  }),
  tests_failed: (details) => ({
    status: 422,
    code: 'TESTS_FAILED',
    message: 'Tests of the flow fail. Correct it, then publish it.',
    details,
  }),
  slug_taken: (details) => ({
    status: 409,
    code: 'SLUG_TAKEN',
    message: 'Another flow has this slug. Choose another.',
    details,
  }),
  session_not_held: (details) => ({
    status: 409,
    code: 'SESSION_NOT_HELD',
    message: 'No breakpoint holds the session.',
    details,
  }),
  session_not_movable: (details) => ({
    status: 409,
    code: 'SESSION_NOT_MOVABLE',
    message: 'The session stays on its version.',
    details,
  }),
  draft_conflict: (details) => ({
    status: 409,
    code: 'DRAFT_CONFLICT',
    message: 'The draft has changed since it was read. Read it again and repeat the change.',
    details,
  }),
  precondition_failed: (details) => ({
    status: 412,
    code: 'PRECONDITION_FAILED',
    message: 'The session has changed since it was read. Get it again and send its new ETag as If-Match.',
    details,
  }),
  wrong_input: (details) => ({
    status: 409,
    code: 'WRONG_INPUT',
    message: `The session is ${details.status} and takes ${EXPECTED[details.expected]}, not ${details.received}.`,
    details,
  }),
  session_finished: (details) => ({
    status: 409,
    code: 'SESSION_FINISHED',
    message: 'The session is over. Start a new one.',
    details,
  }),
  session_expired: (details) => ({
    status: 410,
    code: 'SESSION_EXPIRED',
    message: 'The session expired, as every session does one hour after its start. Start a new one.',
    details,
  }),
  inbox_full: (details) => ({
    status: 429,
    code: 'INBOX_FULL',
    message: 'Too many messages wait for this session. Wait for their answers, then send again.',
    details,
  }),
  idempotency_key_invalid: (details) => ({
    status: 400,
    code: 'IDEMPOTENCY_KEY_INVALID',
    message: `An Idempotency-Key has 1 to ${details.maxLength} visible ASCII characters, such as a UUID.`,
    details,
  }),
  idempotency_mismatch: () => ({
    status: 422,
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: 'This Idempotency-Key was used for another request. Use a new key for a new request.',
  }),
  idempotency_running: (details) => ({
    status: 409,
    code: 'REQUEST_IN_PROGRESS',
    message:
      'The first request with this Idempotency-Key is not answered yet. Repeat it after Retry-After seconds.',
    details,
  }),
  rate_limited: (details) => ({
    status: 429,
    code: 'RATE_LIMIT_EXCEEDED',
    message: `This ${details.whose} may make ${details.limit} requests in ${details.windowMs / 1_000} s. Wait Retry-After seconds.`,
    details,
  }),
  overloaded: (details) => ({
    status: 503,
    code: 'OVERLOADED',
    message: 'The server is overloaded. Repeat the request after Retry-After seconds.',
    details,
  }),
  name_taken: (details) => ({
    status: 409,
    code: 'NAME_TAKEN',
    message: `The name ${details.name} is in use already. Choose another.`,
    details,
  }),
  room_in_use: (details) => ({
    status: 409,
    code: 'ROOM_IN_USE',
    message: 'The room has channels. Move them to another room first.',
    details,
  }),
  channel_disabled: (details) => ({
    status: 403,
    code: 'CHANNEL_DISABLED',
    message: 'The channel is paused. Ask its owner to enable it.',
    details,
  }),
  origin_not_allowed: (details) => ({
    status: 403,
    code: 'ORIGIN_NOT_ALLOWED',
    message: `Pages from ${details.origin} may not call this. Add the origin to the channel.`,
    details,
  }),
  intent_not_allowed: (details) => ({
    status: 403,
    code: 'INTENT_NOT_ALLOWED',
    message: 'The channel does not allow this intent. Use one of those under details.allowed.',
    details,
  }),
  wait_token_invalid: (details) => ({
    status: 409,
    code: 'WAIT_TOKEN_INVALID',
    message: 'The session no longer waits for this answer. Read it again.',
    details,
  }),
  outbound_blocked: (details) => ({
    status: 400,
    code: 'ADDRESS_BLOCKED',
    message: `Calls to ${details.host} are not allowed. Use a public address, or ask the server's operator to allow this one.`,
    details,
  }),
  internal: () => ({
    status: 500,
    code: 'INTERNAL_ERROR',
    message: 'Something failed on the server. Repeat the request; if it fails again, report the request id.',
  }),
};

const INVALID_TOKEN = {
  malformed: 'This is not an API key of this server. Copy the key again.',
  unknown: 'This API key is unknown. Copy it again, or create a new one.',
  revoked: 'This API key was revoked. Use another one.',
  expired: 'This API key has expired. Use another one.',
  other_api: 'This API key is limited to one channel. Use a key of the organization.',
};

const EXPECTED = { text: 'text', transferResult: 'transferResult', nothing: 'no message now' };

/** Renders a failure in the envelope {"error":{"code","message","details"?,"requestId"}}. */
export function renderHeadlessFailure(error: DomainError, requestId: string): JsonResponse {
  const { status, code, message, details } = renderError(HEADLESS_ERRORS, error);
  return { status, body: { error: { code, message, ...(details ? { details } : {}), requestId } } };
}
