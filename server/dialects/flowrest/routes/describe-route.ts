import type { ErrorCode } from '@/server/shared/errors';

/** The failures of routes that may run a flow. */
export const RUN_FAILURES: readonly ErrorCode[] = [
  'limit_exceeded',
  'flow_not_published',
  'flow_archived',
  'inbox_full',
];
