import type { ErrorCode } from '@/server/shared/errors';

/** The failures of routes that change the chat session of a channel. */
export const SESSION_FAILURES: readonly ErrorCode[] = [
  'channel_disabled',
  'limit_exceeded',
  'flow_not_published',
  'flow_archived',
  'session_finished',
  'inbox_full',
];
