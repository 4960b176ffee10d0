import { jsonReply } from '@/server/http/routing/openapi';
import { errorBody } from '../schemas/base';

/** The failures of every route. */
export const FAILURES = {
  400: jsonReply('invalid_request or a related code: correct the request', errorBody),
  401: jsonReply('credential_missing or credential_invalid', errorBody),
  403: jsonReply('permission_denied: another organization, or a scope the key lacks', errorBody),
  429: jsonReply('rate_limited: wait', errorBody),
  500: jsonReply('internal: report the request id', errorBody),
  503: jsonReply('overloaded: repeat after Retry-After seconds', errorBody),
};

/** The failures of routes with an id in their path. */
export const NAMED_FAILURES = { ...FAILURES, 404: jsonReply('not_found', errorBody) };

/** The failures of routes that change a draft. */
export const DRAFT_FAILURES = {
  ...NAMED_FAILURES,
  412: jsonReply('draft_conflict: the draft was saved since it was read', errorBody),
  408: jsonReply('body_too_slow: send it again', errorBody),
  413: jsonReply('body_too_large', errorBody),
};

/** The largest body of a route that takes a definition: 1 MB and its frame. */
export const FLOW_BODY_BYTES = 1_100_000;
