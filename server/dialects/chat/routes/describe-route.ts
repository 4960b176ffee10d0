import type { ErrorCode } from '@/server/shared/errors';

/** The failures of routes with a publishable key, and of those with a token that was made with one. */
export const KEY_FAILURES: readonly ErrorCode[] = ['channel_disabled', 'origin_not_allowed'];

/** The failures of routes that take a message. */
export const MESSAGE_FAILURES: readonly ErrorCode[] = [
  ...KEY_FAILURES,
  'limit_exceeded',
  'not_found',
  'flow_not_published',
  'flow_archived',
  'intent_not_allowed',
  'wait_token_invalid',
  'wrong_input',
  'session_finished',
  'session_expired',
  'inbox_full',
];
