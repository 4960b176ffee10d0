import { jsonReply } from '@/server/http/routing/openapi';
import { errorBody } from '../schemas';

/** The failures of every route. */
export const FAILURES = {
  401: jsonReply('No credentials, or none that work', errorBody),
  403: jsonReply('Insufficient permissions', errorBody),
  404: jsonReply('The organization, or what the path names in it, was not found', errorBody),
  429: jsonReply('Too many requests: wait Retry-After seconds', errorBody),
  500: jsonReply('A server error: report the X-Request-Id', errorBody),
  503: jsonReply('No room for it now: repeat after Retry-After seconds', errorBody),
};

/** The failures of routes that take a body. */
export const BODY_FAILURES = {
  ...FAILURES,
  400: jsonReply('What is wrong, by field', errorBody),
  408: jsonReply('The request arrived too slowly', errorBody),
  413: jsonReply('The request is too large', errorBody),
  415: jsonReply('The body is not announced as JSON', errorBody),
};
