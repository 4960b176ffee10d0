import type { JsonResponse } from '@/server/http/response/response';
import { describeBodyRate } from '@/server/shared/body-rate';
import { type DomainError, type ErrorTable, type FieldIssue, renderError } from '@/server/shared/errors';
import { RESOURCE_NAMES } from '@/server/shared/resource-names';
import { shorten } from '@/server/shared/shorten';

type Failure = { status: number; message: string };

const NAMES = {
  ...RESOURCE_NAMES,
  organization: 'project',
  session: 'open conversation in this thread',
};

/**
 * Every failure in the format of this API. The body contains only a message, so the message names what to correct.
 */
const FLOWREST_ERRORS: ErrorTable<Failure> = {
  malformed_json: ({ reason }) => ({
    status: 400,
    message: `The body is not JSON (${reason}). Send one JSON object, encoded as UTF-8.`,
  }),
  invalid_request: ({ issues }) => ({
    status: 400,
    message: `The request is invalid. ${issues.map(toSentence).join(' ')}`.trim(),
  }),
  unsupported_media_type: ({ expected }) => ({
    status: 415,
    message: `The body has the wrong type. Send it with Content-Type: ${expected}.`,
  }),
  unsupported_encoding: ({ accepted }) => ({
    status: 415,
    message: `The body is compressed. Send it without Content-Encoding, or with ${accepted.join(', ')}.`,
  }),
  limit_exceeded: ({ limit, max, actual }) => ({
    status: 400,
    message: `At most ${max} ${limit} are allowed${actual === undefined ? '' : `, not ${actual}`}. Send less.`,
  }),
  body_too_large: ({ maxBytes }) => ({
    status: 413,
    message: `The body is larger than ${maxBytes} bytes. Send less.`,
  }),
  body_too_slow: (details) => ({
    status: 408,
    message: `The body arrives too slowly: ${describeBodyRate(details)} Send the request again.`,
  }),
  credential_missing: () => ({
    status: 401,
    message: 'No API key was sent. Add the header Authorization: <api key>.',
  }),
  credential_invalid: ({ reason }) => ({ status: 401, message: INVALID_KEY[reason] }),
  permission_denied: ({ scope }) => ({
    status: 403,
    message:
      scope === null
        ? 'The API key does not open this. Use the key of the channel.'
        : `The API key lacks the scope ${scope}. Use a key that has it.`,
  }),
  fresh_sign_in_required: () => ({ status: 403, message: 'Sign in again in the console.' }),
  factor_required: () => ({ status: 403, message: 'Set up two-step sign-in in the console.' }),
  not_found: ({ thing }) => ({
    status: 404,
    message: `There is no such ${NAMES[thing]}. Check the address, and that the API key is of the same channel.`,
  }),
  method_not_allowed: ({ allowed }) => ({
    status: 405,
    message: `This path does not support the method. Use one of ${allowed.join(', ')}.`,
  }),
  flow_not_published: () => ({
    status: 409,
    message: 'The flow of this channel has no published version. Publish it, then send again.',
  }),
  flow_archived: () => ({
    status: 404,
    message:
      'The flow of this channel is archived. Restore it, or give the channel another flow, then send again.',
  }),
  flow_invalid: () => ({ status: 422, message: 'The flow has errors. Correct them, then publish it.' }),
  tests_failed: () => ({ status: 422, message: 'Tests of the flow fail. Correct it, then publish it.' }),
  slug_taken: ({ slug }) => ({
    status: 409,
    message: `Another flow has the slug ${slug}. Choose another.`,
  }),
  draft_conflict: () => ({
    status: 409,
    message: 'The draft has changed since it was read. Read it again and repeat the change.',
  }),
  session_not_held: () => ({ status: 409, message: 'No breakpoint holds the session.' }),
  session_not_movable: () => ({ status: 409, message: 'The session stays on its version.' }),
  precondition_failed: () => ({
    status: 412,
    message: 'The conversation has changed since it was read. Read it again.',
  }),
  wrong_input: ({ status }) => ({
    status: 409,
    message: `The conversation is ${status} and does not take this now.`,
  }),
  session_finished: () => ({
    status: 409,
    message: 'The conversation is over. Send a message to begin a new one.',
  }),
  session_expired: () => ({
    status: 410,
    message: 'The conversation has expired. Send a message to begin a new one.',
  }),
  inbox_full: ({ max }) => ({
    status: 429,
    message:
      max === 0
        ? 'An earlier message of this thread is still being answered. Wait for that, then send again.'
        : `${max} messages of this thread wait for their answers. Wait for those, then send again.`,
  }),
  idempotency_key_invalid: ({ maxLength }) => ({
    status: 400,
    message: `An Idempotency-Key has 1 to ${maxLength} visible ASCII characters, such as a UUID.`,
  }),
  idempotency_mismatch: () => ({
    status: 422,
    message: 'This Idempotency-Key was used for another request. Use a new key for a new request.',
  }),
  idempotency_running: () => ({
    status: 409,
    message:
      'The first request with this Idempotency-Key is not answered yet. Repeat it after Retry-After seconds.',
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
  room_in_use: () => ({
    status: 409,
    message: 'The room has channels. Move them to another room first.',
  }),
  channel_disabled: () => ({
    status: 403,
    message: 'The channel is paused. Ask its owner to enable it.',
  }),
  origin_not_allowed: ({ origin }) => ({
    status: 403,
    message: `Pages from ${origin} may not call this. Call it from a server.`,
  }),
  intent_not_allowed: ({ intent }) => ({
    status: 403,
    message: `The channel does not allow the intent ${intent}.`,
  }),
  wait_token_invalid: () => ({
    status: 409,
    message: 'The conversation no longer waits for this answer.',
  }),
  outbound_blocked: ({ host }) => ({
    status: 400,
    message: `Calls to ${host} are not allowed. Use a public address.`,
  }),
  internal: () => ({
    status: 500,
    message:
      'Something failed on the server. Repeat the request; if it fails again, report its X-Request-Id.',
  }),
};

const INVALID_KEY = {
  malformed: 'This is not an API key of this server. Copy the key again.',
  unknown: 'This API key is unknown. Copy it again, or create a new one.',
  revoked: 'This API key was revoked. Use another one.',
  expired: 'This API key has expired. Use another one.',
  other_api: 'This API key belongs to no channel of this API. Use the key of a flowrest channel.',
};

const MAX_PATH_LENGTH = 200;

function toSentence({ path, message, missing }: FieldIssue): string {
  const field = shorten(path.join('.'), MAX_PATH_LENGTH);
  if (missing) return `${field} is missing.`;
  const text = message.replace(/\.$/, '');
  return field === '' ? `It ${text}.` : `${field}: ${text}.`;
}

/** Renders a failure in the envelope {"status":"error","message"}. */
export function renderFlowrestFailure(error: DomainError): JsonResponse {
  const { status, message } = renderError(FLOWREST_ERRORS, error);
  return { status, body: { status: 'error', message } };
}
