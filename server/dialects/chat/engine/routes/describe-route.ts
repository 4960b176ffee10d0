import { jsonReply } from '@/server/http/routing/openapi';
import { errorBody } from '../../reply/reply-schemas';

/** The failures of every route of the Engine API. */
export const FAILURES = {
  400: jsonReply('invalid_input: something required is missing', errorBody),
  401: jsonReply('invalid_token', errorBody),
  403: jsonReply("forbidden: the tenant is not the token's, or the token lacks a scope", errorBody),
  409: jsonReply('idempotency_conflict: the same Idempotency-Key with another payload', errorBody),
  422: jsonReply('invalid_input: something is too long or of the wrong form', errorBody),
  429: jsonReply('rate_limited: wait', errorBody),
  500: jsonReply('internal_error: report the X-Request-Id', errorBody),
  503: jsonReply('unavailable: repeat after Retry-After seconds', errorBody),
};

/** The failures of routes that run a flow. */
export const RUN_FAILURES = {
  ...FAILURES,
  404: jsonReply('intent_not_matched, conversation_not_found or execution_not_found', errorBody),
  409: jsonReply('idempotency_conflict or invalid_wait_token', errorBody),
  410: jsonReply('execution_aborted', errorBody),
};
