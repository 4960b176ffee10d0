import { jsonReply } from '@/server/http/routing/openapi';
import { errorBody } from '../reply/reply-schemas';

/** The failures of routes with a publishable key. */
export const KEY_FAILURES = {
  400: jsonReply('invalid_input: something required is missing', errorBody),
  403: jsonReply('widget_disabled or origin_not_allowed', errorBody),
  422: jsonReply('validation_failed: something is too long or of the wrong form', errorBody),
  429: jsonReply('rate_limited: wait', errorBody),
  500: jsonReply('internal_error: report the X-Request-Id', errorBody),
  503: jsonReply('unavailable: repeat after Retry-After seconds', errorBody),
};

/** The failures of routes of forms. */
export const FORM_FAILURES = { ...KEY_FAILURES, 404: jsonReply('form_not_found', errorBody) };

/** The failures of routes with a session token. */
export const SESSION_FAILURES = {
  ...KEY_FAILURES,
  401: jsonReply('invalid_session_token: open a new session', errorBody),
};

/** The failures of routes that take a message. */
export const MESSAGE_FAILURES = {
  ...SESSION_FAILURES,
  403: jsonReply('widget_disabled, origin_not_allowed or intent_not_allowed', errorBody),
  404: jsonReply('intent_not_matched or execution_not_found', errorBody),
  409: jsonReply('invalid_wait_token: expired, mismatched or already used', errorBody),
  410: jsonReply('execution_aborted', errorBody),
};
