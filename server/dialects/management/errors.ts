import type { JsonResponse } from '@/server/http/response/response';
import { describeBodyRate } from '@/server/shared/body-rate';
import { type DomainError, type ErrorTable, renderError } from '@/server/shared/errors';

type Failure = { status: number; message: string };

/** Every failure in the form of this API, with our error codes. */
const MANAGEMENT_ERRORS: ErrorTable<Failure> = {
  malformed_json: () => ({
    status: 400,
    message: 'The body is not JSON. Send one JSON object, encoded as UTF-8.',
  }),
  invalid_request: () => ({ status: 400, message: 'Correct the fields named under details.issues.' }),
  unsupported_media_type: ({ expected }) => ({
    status: 415,
    message: `Send the body with Content-Type: ${expected}.`,
  }),
  unsupported_encoding: ({ accepted }) => ({
    status: 415,
    message: `The body is compressed. Send it without Content-Encoding, or with ${accepted.join(', ')}.`,
  }),
  limit_exceeded: ({ limit, max }) => ({
    status: 400,
    message: `At most ${max} ${limit} are allowed. Send less.`,
  }),
  body_too_large: ({ maxBytes }) => ({
    status: 413,
    message: `The body is larger than ${maxBytes} bytes. Send less.`,
  }),
  body_too_slow: (details) => ({
    status: 408,
    message: `The body arrives too slowly: ${describeBodyRate(details)} Send the request again.`,
  }),
  credential_missing: () => ({ status: 401, message: 'Add the header Authorization: Bearer <api key>.' }),
  credential_invalid: ({ reason }) => ({ status: 401, message: CREDENTIAL[reason] }),
  permission_denied: ({ scope }) => ({
    status: 403,
    message:
      scope === null
        ? 'The API key belongs to another organization. Use the id of the organization that the key was created in.'
        : `The API key lacks the scope ${scope}. Use a key that has it.`,
  }),
  fresh_sign_in_required: () => ({ status: 403, message: 'Sign in again in the console.' }),
  factor_required: () => ({ status: 403, message: 'Set up two-step sign-in in the console.' }),
  not_found: ({ thing }) => ({
    status: 404,
    message: `There is no such ${thing === 'route' ? 'path' : thing}. Check the id.`,
  }),
  method_not_allowed: ({ allowed }) => ({ status: 405, message: `Use one of ${allowed.join(', ')}.` }),
  flow_not_published: () => ({
    status: 409,
    message: 'The flow has no published version. Publish it first.',
  }),
  flow_archived: () => ({
    status: 404,
    message: 'The flow is archived and starts no sessions. Restore it first.',
  }),
  flow_invalid: () => ({
    status: 422,
    message: 'Correct the errors under details.problems, then send the request again.',
  }),
  tests_failed: ({ failed }) => ({
    status: 422,
    message: `${failed === 1 ? 'A test fails' : `${failed} tests fail`}. Correct the draft or the tests, or give a reason to publish it all the same.`,
  }),
  slug_taken: ({ slug }) => ({ status: 409, message: `Another flow has the slug ${slug}. Choose another.` }),
  draft_conflict: ({ currentRev }) => ({
    status: 412,
    message: `The draft is now at revision ${currentRev}. Read it again and repeat the change.`,
  }),
  session_not_held: ({ status }) => ({
    status: 409,
    message: `No breakpoint holds the session; its status is ${status}.`,
  }),
  session_not_movable: ({ reason }) => ({
    status: 409,
    message: `The session stays on its version (${reason}). The reference lists the reasons.`,
  }),
  precondition_failed: ({ current }) => ({
    status: 412,
    message:
      current === 'none'
        ? 'It does not exist. Create it without If-Match.'
        : 'It has changed since it was read. Read it again.',
  }),
  wrong_input: () => ({ status: 409, message: 'The session does not accept this now.' }),
  session_finished: () => ({ status: 409, message: 'The session is over.' }),
  session_expired: () => ({ status: 410, message: 'The session expired.' }),
  inbox_full: () => ({ status: 429, message: 'Too many messages wait for this session. Send again later.' }),
  idempotency_key_invalid: ({ maxLength }) => ({
    status: 400,
    message: `An Idempotency-Key has 1 to ${maxLength} visible ASCII characters.`,
  }),
  idempotency_mismatch: () => ({
    status: 422,
    message: 'This Idempotency-Key was used for another request. Use a new one.',
  }),
  idempotency_running: () => ({
    status: 409,
    message: 'The first request with this key still runs. Repeat after Retry-After seconds.',
  }),
  rate_limited: ({ limit, windowMs, whose }) => ({
    status: 429,
    message: `This ${whose} may make ${limit} requests in ${windowMs / 1_000} s. Wait Retry-After seconds.`,
  }),
  overloaded: () => ({
    status: 503,
    message: 'The server is overloaded. Repeat the request after Retry-After seconds.',
  }),
  name_taken: ({ name }) => ({ status: 409, message: `The name ${name} is in use already. Choose another.` }),
  room_in_use: () => ({ status: 409, message: 'The room has channels. Move them to another room first.' }),
  channel_disabled: () => ({ status: 409, message: 'The channel is paused. Enable it first.' }),
  origin_not_allowed: ({ origin }) => ({ status: 403, message: `Pages from ${origin} may not call this.` }),
  intent_not_allowed: ({ intent }) => ({ status: 403, message: `The channel does not allow ${intent}.` }),
  wait_token_invalid: () => ({ status: 409, message: 'The session no longer waits for this answer.' }),
  outbound_blocked: ({ host }) => ({
    status: 400,
    message: `Calls to ${host} are not allowed. Use a public address.`,
  }),
  internal: () => ({
    status: 500,
    message: 'Something failed on the server. If it fails again, report the request id.',
  }),
};

const CREDENTIAL = {
  malformed: 'This is not an API key of this server. Copy the key again.',
  unknown: 'This API key is unknown. Copy it again, or create a new one.',
  revoked: 'This API key was revoked. Use another one.',
  expired: 'This API key has expired. Use another one.',
  other_api: 'This API key is limited to one channel. Use a key of the organization.',
};

/** Renders a failure in the envelope {"error":{"code","message","details"?,"requestId"}}. */
export function renderManagementFailure(error: DomainError, requestId: string): JsonResponse {
  const { status, message } = renderError(MANAGEMENT_ERRORS, error);
  const { code, details } = error.problem;
  const shown = Object.keys(details).length > 0 ? { details } : {};
  return { status, body: { error: { code, message, ...shown, requestId } } };
}
