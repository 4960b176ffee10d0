import { migrationLeases } from '@/server/db/session-migration/store';
import type { Platform } from '../context';
import { type JobRunner, type JobRunnerOptions, startJobRunner } from '../job/job-runner';
import { moveLiveSessions } from './move-live-sessions';

/** Moves the live sessions that requests name, beside the worker's tasks. */
export function startMigrationRunner(platform: Platform, options: JobRunnerOptions = {}): JobRunner {
  const kind = { name: 'migration', store: migrationLeases, work: moveLiveSessions };
  return startJobRunner(platform, kind, options);
}
