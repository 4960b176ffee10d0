import type { TRPCError } from '@trpc/server';
import { describeBodyRate } from '@/server/shared/body-rate';
import { type DomainError, type ErrorTable, type FieldIssue, renderError } from '@/server/shared/errors';
import { toIssueSentence } from '@/server/shared/issue-sentence';
import { MOVE_REASON_WORDS } from '@/server/shared/move-reason-words';

type Row = { code: TRPCError['code']; title: string; advice?: string; issues?: FieldIssue[] };

/** The console's text for each error: what happened, and what to do. */
const TABLE: ErrorTable<Row> = {
  malformed_json: () => ({
    code: 'BAD_REQUEST',
    title: 'The request was not valid JSON.',
    advice: 'Reload the page and try again.',
  }),
  invalid_request: ({ issues }) => ({
    code: 'BAD_REQUEST',
    title: issues.length === 1 && issues[0] ? toIssueSentence(issues[0]) : 'Some values are invalid.',
    issues,
  }),
  unsupported_media_type: ({ expected }) => ({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    title: `Only ${expected} is accepted.`,
  }),
  unsupported_encoding: () => ({
    code: 'UNSUPPORTED_MEDIA_TYPE',
    title: 'A compressed request is not accepted.',
  }),
  limit_exceeded: ({ limit, max }) => ({
    code: 'UNPROCESSABLE_CONTENT',
    title: `The limit of ${count(max)} ${limit} is reached.`,
  }),
  body_too_large: ({ maxBytes }) => ({
    code: 'PAYLOAD_TOO_LARGE',
    title: `This is larger than ${count(Math.floor(maxBytes / 1024))} kB.`,
    advice: 'Make it smaller and try again.',
  }),
  body_too_slow: (details) => ({
    code: 'TIMEOUT',
    title: `The request arrived too slowly: ${describeBodyRate(details)}`,
    advice: 'Try again when your connection is better.',
  }),
  credential_missing: () => ({
    code: 'UNAUTHORIZED',
    title: 'You are signed out.',
    advice: 'Sign in again to return to this page.',
  }),
  credential_invalid: () => ({
    code: 'UNAUTHORIZED',
    title: 'Your sign-in has ended.',
    advice: 'Sign in again to return to this page.',
  }),
  permission_denied: () => ({
    code: 'FORBIDDEN',
    title: 'Your role does not allow this.',
    advice: 'Ask an owner or admin of the organization.',
  }),
  fresh_sign_in_required: ({ maxAgeMs }) => ({
    code: 'FORBIDDEN',
    title: 'Confirm your identity.',
    advice: `You signed in more than ${count(Math.round(maxAgeMs / 60_000))} min ago. Enter your password again.`,
  }),
  factor_required: () => ({
    code: 'FORBIDDEN',
    title: 'Your organization requires two-step sign-in.',
    advice: 'Set up an authenticator app on your account page first.',
  }),
  not_found: ({ thing }) => ({
    code: 'NOT_FOUND',
    title: `This ${thing} does not exist.`,
    advice: 'It may have been removed, or it belongs to another organization.',
  }),
  method_not_allowed: () => ({
    code: 'METHOD_NOT_SUPPORTED',
    title: 'This operation does not support that method.',
  }),
  flow_not_published: () => ({
    code: 'PRECONDITION_FAILED',
    title: 'This flow has no published version.',
    advice: 'Publish it first, or try its draft.',
  }),
  flow_archived: () => ({
    code: 'PRECONDITION_FAILED',
    title: 'This flow is archived.',
    advice: 'Restore it under Flows, Archived.',
  }),
  flow_invalid: ({ problems }) => {
    const taken = problems.find(({ code }) => code === TRIGGER_TAKEN);
    if (taken && problems.every(({ code }) => code === TRIGGER_TAKEN))
      return {
        code: 'UNPROCESSABLE_CONTENT',
        title: taken.message,
        advice: 'Change the trigger of one of the flows, or archive the other one.',
      };
    const isBundle = problems.some(({ flow }) => flow !== undefined);
    const found = problems.length === 1 ? 'a problem' : `${count(problems.length)} problems`;
    return {
      code: 'UNPROCESSABLE_CONTENT',
      title: isBundle ? `This bundle has ${found}.` : `This flow has ${found}.`,
      advice: `Fix the errors. Warnings do not prevent ${isBundle ? 'the import' : 'publishing'}.`,
    };
  },
  tests_failed: ({ failed }) => ({
    code: 'UNPROCESSABLE_CONTENT',
    title: failed === 1 ? 'A test fails.' : `${count(failed)} tests fail.`,
    advice: 'Fix the draft or the tests, or give a reason to publish it all the same.',
  }),
  slug_taken: ({ slug }) => ({
    code: 'CONFLICT',
    title: `Another flow has the slug “${slug}”.`,
    issues: [{ path: ['slug'], message: 'Another flow has this slug.' }],
  }),
  draft_conflict: () => ({
    code: 'CONFLICT',
    title: 'Someone else saved this draft since you opened it.',
    advice: 'Load their draft, or save yours over it.',
  }),
  session_not_held: () => ({
    code: 'CONFLICT',
    title: 'This session is not held any more.',
    advice: 'It went on by itself, or somebody else let it go.',
  }),
  session_not_movable: ({ reason }) => ({
    code: 'CONFLICT',
    title: 'This session stays on its version.',
    advice: MOVE_REASON_WORDS[reason],
  }),
  precondition_failed: ({ current }) => ({
    code: 'PRECONDITION_FAILED',
    title: 'This has changed since you loaded it.',
    advice: `It is now: ${current}. Reload and try again.`,
  }),
  wrong_input: ({ expected }) => ({
    code: 'CONFLICT',
    title: WAITS_FOR[expected],
    advice: 'Check its last message.',
  }),
  session_finished: ({ status }) => ({
    code: 'CONFLICT',
    title: `This session is over (${status}).`,
    advice: 'Start a new one to continue.',
  }),
  session_expired: () => ({
    code: 'CONFLICT',
    title: 'This session has expired.',
    advice: 'Start a new one to continue.',
  }),
  inbox_full: ({ max }) => ({
    code: 'TOO_MANY_REQUESTS',
    title: `More than ${count(max)} messages are waiting.`,
    advice: 'Wait a moment and try again.',
  }),
  idempotency_key_invalid: () => ({ code: 'BAD_REQUEST', title: 'The Idempotency-Key is not valid.' }),
  idempotency_mismatch: () => ({
    code: 'CONFLICT',
    title: 'The Idempotency-Key was used for another request.',
  }),
  idempotency_running: ({ retryAfterMs }) => ({
    code: 'CONFLICT',
    title: 'The same request is still running.',
    advice: waitAdvice(retryAfterMs),
  }),
  rate_limited: ({ retryAfterMs }) => ({
    code: 'TOO_MANY_REQUESTS',
    title: 'Too many attempts.',
    advice: waitAdvice(retryAfterMs),
  }),
  overloaded: ({ retryAfterMs }) => ({
    code: 'SERVICE_UNAVAILABLE',
    title: 'The server is busy.',
    advice: waitAdvice(retryAfterMs),
  }),
  name_taken: ({ name }) => ({
    code: 'CONFLICT',
    title: `The name ${name} is already in use.`,
    advice: 'Choose another.',
  }),
  room_in_use: ({ channels }) => ({
    code: 'CONFLICT',
    title: channels === 1 ? 'A channel uses this room.' : `${count(channels)} channels use this room.`,
    advice: 'Move them to another room first.',
  }),
  channel_disabled: () => ({
    code: 'PRECONDITION_FAILED',
    title: 'The channel is paused.',
    advice: 'Enable it first.',
  }),
  origin_not_allowed: ({ origin }) => ({
    code: 'FORBIDDEN',
    title: `Pages from ${origin} may not call this.`,
  }),
  intent_not_allowed: ({ intent }) => ({ code: 'FORBIDDEN', title: `The channel does not allow ${intent}.` }),
  wait_token_invalid: () => ({
    code: 'CONFLICT',
    title: 'The session no longer waits for this answer.',
    advice: 'Reload the session.',
  }),
  outbound_blocked: ({ host }) => ({
    code: 'UNPROCESSABLE_CONTENT',
    title: `Calls to ${host} are not allowed.`,
    advice: 'Ask the administrator of this server to allow the host.',
  }),
  internal: () => ({
    code: 'INTERNAL_SERVER_ERROR',
    title: 'Something went wrong on the server.',
    advice: 'Try again. If the problem remains, send the request id to the administrator of this server.',
  }),
};

const TRIGGER_TAKEN = 'trigger_taken';

const WAITS_FOR = {
  text: 'The session waits for a text.',
  transferResult: 'The session waits for the outcome of a transfer.',
  nothing: 'The session waits for nothing just now.',
};

/** Renders an error as its tRPC code and the sentences to show. */
export function toRow(error: DomainError): Row {
  return renderError(TABLE, error);
}

function count(number: number): string {
  return number.toLocaleString('en');
}

function waitAdvice(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const wait = seconds < 90 ? `${count(seconds)} s` : `${count(Math.ceil(seconds / 60))} min`;
  return `Try again in ${wait}.`;
}
