import type { JsonResponse, ResponseHeaders } from '@/server/http/response/response';
import { describeBodyRate } from '@/server/shared/body-rate';
import { type DomainError, type ErrorTable, type ResourceKind, renderError } from '@/server/shared/errors';
import { toFieldErrors } from './field-errors';

type Failure = { status: number; body: object; headers?: ResponseHeaders };

const CHALLENGE: ResponseHeaders = { 'WWW-Authenticate': 'Bearer realm="api"' };

const detail = (status: number, text: string): Failure => ({ status, body: { detail: text } });
const field = (name: string, sentence: string): Failure => ({ status: 400, body: { [name]: [sentence] } });
const general = (sentence: string): Failure => field('non_field_errors', sentence);

/** Not found, by thing. Rooms are named in bodies only, where a missing one is a wrong field. */
const MISSING: Record<ResourceKind, string> = {
  organization: 'Not found.',
  route: 'Not found.',
  channel: 'Channel configuration not found.',
  thread: 'Thread ID not found.',
  session: 'No chat session exists for the thread.',
  contact: 'Contact not found.',
  room: 'Room not found.',
  flow: 'The flow of the room was not found.',
  version: 'The flow of the room was not found.',
  member: 'User not found.',
  'api key': 'Not found.',
  delivery: 'Not found.',
  intent: 'Not found.',
  form: 'Not found.',
  upload: 'Not found.',
  'model price': 'Not found.',
  secret: 'Not found.',
  'config value': 'Not found.',
  environment: 'Not found.',
  connection: 'Not found.',
  replay: 'Not found.',
  migration: 'Not found.',
  breakpoint: 'Not found.',
  invitation: 'Not found.',
  'canned reply': 'Not found.',
  note: 'Not found.',
  'saved view': 'Not found.',
  'sign-in': 'Not found.',
  'reset link': 'Not found.',
};

const INVALID_TOKEN = {
  malformed: 'Invalid token.',
  unknown: 'Invalid token.',
  revoked: 'Invalid token. It was revoked.',
  expired: 'Invalid token. It has expired.',
  other_api: 'Invalid token. It is limited to one channel; use one of the organization.',
};

/** Every failure in the form of this API, that of Django REST framework (WIRE.md#errors). */
const UMI_ERRORS: ErrorTable<Failure> = {
  malformed_json: ({ reason }) => detail(400, `JSON parse error - ${reason}`),
  invalid_request: ({ issues }) =>
    issues.every(({ path }) => path.join('.') === 'cursor')
      ? detail(404, 'Invalid cursor')
      : { status: 400, body: toFieldErrors(issues) },
  unsupported_media_type: ({ expected }) =>
    detail(415, `Unsupported media type in request. Send ${expected}.`),
  unsupported_encoding: ({ accepted }) =>
    detail(415, `Unsupported content encoding in request. Send ${accepted.join(', ')}.`),
  limit_exceeded: ({ limit, max }) => general(`At most ${max} ${limit} are allowed.`),
  body_too_large: ({ maxBytes }) => detail(413, `The request is larger than ${maxBytes} bytes.`),
  body_too_slow: (details) => detail(408, `The request arrives too slowly: ${describeBodyRate(details)}`),
  credential_missing: () => ({
    ...detail(401, 'Authentication credentials were not provided.'),
    headers: CHALLENGE,
  }),
  credential_invalid: ({ reason }) => ({ ...detail(401, INVALID_TOKEN[reason]), headers: CHALLENGE }),
  // A null scope means another organization, whose existence is not revealed.
  permission_denied: ({ scope }) =>
    scope === null
      ? detail(404, MISSING.organization)
      : detail(403, 'You do not have permission to perform this action.'),
  fresh_sign_in_required: () => detail(403, 'Sign in again in the console.'),
  factor_required: () => detail(403, 'Set up two-step sign-in in the console.'),
  not_found: ({ thing, id }) =>
    thing === 'room'
      ? field('room_id', `Invalid pk "${id}" - object does not exist.`)
      : detail(404, MISSING[thing]),
  method_not_allowed: () => detail(405, 'Method not allowed.'),
  flow_not_published: () => detail(409, 'The flow of the room has no published version.'),
  flow_archived: () => detail(404, 'The flow of the room is archived.'),
  flow_invalid: () => detail(409, 'The flow of the room has errors.'),
  tests_failed: () => detail(409, 'Tests of the flow of the room fail.'),
  slug_taken: ({ slug }) => general(`The name ${slug} is in use already.`),
  name_taken: ({ name }) => field('name', `The name ${name} is in use already.`),
  room_in_use: () => detail(409, 'The room has channels.'),
  draft_conflict: () => detail(409, 'It has changed since it was read.'),
  session_not_held: () => detail(409, 'No breakpoint holds the chat session.'),
  session_not_movable: () => detail(409, 'The chat session stays on its version.'),
  precondition_failed: () => detail(412, 'It has changed since it was read.'),
  wrong_input: ({ status }) => detail(409, `The chat session takes no message now: it is ${status}.`),
  session_finished: () => detail(409, 'The chat session has ended.'),
  session_expired: () => detail(409, 'The chat session has ended.'),
  inbox_full: () => detail(429, 'Request was throttled. Too many messages wait for this chat session.'),
  idempotency_key_invalid: ({ maxLength }) =>
    detail(400, `An Idempotency-Key has 1 to ${maxLength} visible ASCII characters.`),
  idempotency_mismatch: () => detail(422, 'This Idempotency-Key was used for another request.'),
  idempotency_running: () => detail(409, 'The first request with this Idempotency-Key is not answered yet.'),
  rate_limited: ({ retryAfterMs, limit, windowMs, whose }) =>
    detail(
      429,
      `Request was throttled. Expected available in ${Math.max(1, Math.ceil(retryAfterMs / 1_000))} seconds. ` +
        `This ${whose} may make ${limit} requests in ${windowMs / 1_000} s.`,
    ),
  overloaded: () => detail(503, 'Service temporarily unavailable, try again later.'),
  channel_disabled: () => detail(403, 'The channel is paused.'),
  origin_not_allowed: () => detail(403, 'You do not have permission to perform this action.'),
  intent_not_allowed: () => detail(403, 'You do not have permission to perform this action.'),
  wait_token_invalid: () => detail(409, 'The chat session no longer waits for this answer.'),
  outbound_blocked: ({ host }) =>
    field('reply_webhook_url', `Calls to ${host} are not allowed: it is not a public address.`),
  internal: () => detail(500, 'A server error occurred.'),
};

/** Renders a failure; the request id is only in the header X-Request-Id. */
export function renderUmiFailure(error: DomainError, _requestId: string, method: string): JsonResponse {
  if (error.code === 'method_not_allowed') return detail(405, `Method "${method}" not allowed.`);
  return renderError(UMI_ERRORS, error);
}
