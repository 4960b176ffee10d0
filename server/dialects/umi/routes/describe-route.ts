import { jsonReply } from '@/server/http/routing/openapi';
import { errorBody } from '../schemas';

/** The failures of every route. */
export const FAILURES = {
  401: jsonReply('Missing or invalid credentials', errorBody),
  403: jsonReply('Insufficient permissions', errorBody),
  404: jsonReply('The organization or the resource was not found', errorBody),
  429: jsonReply('Too many requests: wait Retry-After seconds', errorBody),
  500: jsonReply('A server error: report the X-Request-Id', errorBody),
  503: jsonReply('Overloaded: repeat after Retry-After seconds', errorBody),
};

/** The failures of routes that take a body. */
export const BODY_FAILURES = {
  ...FAILURES,
  400: jsonReply('Errors by field', errorBody),
  408: jsonReply('The request arrived too slowly', errorBody),
  413: jsonReply('The request is too large', errorBody),
  415: jsonReply('The Content-Type is not JSON', errorBody),
};
