import { jsonReply } from '@/server/http/routing/openapi';
import { errorBody } from '../schemas';

/** The failures of every route. */
export const FAILURES = {
  400: jsonReply('Correct the fields in the message', errorBody),
  401: jsonReply('Send the API key of a channel of this API', errorBody),
  403: jsonReply('The key lacks a scope, or the channel is paused', errorBody),
  404: jsonReply('No such thread', errorBody),
  429: jsonReply('Too many requests or queued messages: see Retry-After', errorBody),
  500: jsonReply('Report the X-Request-Id', errorBody),
  503: jsonReply('Overloaded: repeat after Retry-After seconds', errorBody),
};

/** The failures of routes that take a body. */
export const INPUT_FAILURES = {
  ...FAILURES,
  409: jsonReply('The flow is not published, or the request is being answered', errorBody),
  408: jsonReply('The body arrived too slowly', errorBody),
  413: jsonReply('The body is too large', errorBody),
  415: jsonReply('Send application/json', errorBody),
  422: jsonReply('The Idempotency-Key was used for another request', errorBody),
};
