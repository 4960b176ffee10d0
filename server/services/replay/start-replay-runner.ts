import { replayLeases } from '@/server/db/replay/store';
import type { Platform } from '../context';
import { type JobRunner, type JobRunnerOptions, startJobRunner } from '../job/job-runner';
import type { ReplayWork } from './replay-on-draft';

/** Runs one replay of many sessions after another, beside the worker's tasks. */
export function startReplayRunner(
  platform: Platform,
  work: ReplayWork,
  options: JobRunnerOptions = {},
): JobRunner {
  return startJobRunner(platform, { name: 'replay', store: replayLeases, work }, options);
}
