import { jsonReply } from '@/server/http/routing/openapi';
import { errorBody } from '../schemas';

/** The failures of every route. */
export const FAILURES = {
  400: jsonReply(
    'INVALID_REQUEST, LIMIT_EXCEEDED or IDEMPOTENCY_KEY_INVALID: correct the request',
    errorBody,
  ),
  401: jsonReply('AUTH_HEADER_MISSING or INVALID_TOKEN: send a working API key', errorBody),
  403: jsonReply('PERMISSION_DENIED: the key is of another organization or lacks a scope', errorBody),
  404: jsonReply('NOT_FOUND: no such flow or session in the organization', errorBody),
  429: jsonReply('RATE_LIMIT_EXCEEDED or INBOX_FULL: wait', errorBody),
  500: jsonReply('INTERNAL_ERROR: report the request id', errorBody),
  503: jsonReply('OVERLOADED: repeat after Retry-After seconds', errorBody),
};

/** The failures of routes that take a message. */
export const INPUT_FAILURES = {
  ...FAILURES,
  409: jsonReply('WRONG_INPUT, SESSION_FINISHED or REQUEST_IN_PROGRESS', errorBody),
  410: jsonReply('SESSION_EXPIRED: start a new session', errorBody),
  408: jsonReply('BODY_TOO_SLOW: send it again', errorBody),
  413: jsonReply('BODY_TOO_LARGE', errorBody),
  415: jsonReply('UNSUPPORTED_MEDIA_TYPE', errorBody),
  422: jsonReply('IDEMPOTENCY_KEY_REUSED', errorBody),
};

/** The failures of routes that start a flow. */
export const START_FAILURES = {
  ...INPUT_FAILURES,
  409: jsonReply('FLOW_NOT_PUBLISHED or REQUEST_IN_PROGRESS', errorBody),
};
