import type { ErrorCode } from '@/server/shared/errors';

/** The failures of routes that run a flow. */
export const RUN_FAILURES: readonly ErrorCode[] = [
  'limit_exceeded',
  'not_found',
  'flow_not_published',
  'flow_archived',
  'wait_token_invalid',
  'wrong_input',
  'session_finished',
  'session_expired',
  'inbox_full',
];
