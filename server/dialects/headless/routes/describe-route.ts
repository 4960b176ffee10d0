import type { ErrorCode } from '@/server/shared/errors';

/** The failures of routes that give a session input. */
export const INPUT_FAILURES: readonly ErrorCode[] = [
  'limit_exceeded',
  'wrong_input',
  'session_finished',
  'session_expired',
  'inbox_full',
];

/** The failures of routes that start a flow. */
export const START_FAILURES: readonly ErrorCode[] = ['flow_not_published', 'flow_archived', 'limit_exceeded'];
