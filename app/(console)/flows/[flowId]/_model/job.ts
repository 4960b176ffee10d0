import type { RouterOutputs } from '@/app/_trpc/router-outputs';

/** A job over the sessions of a flow that a worker does: a replay, or a move to another version. */
export type Job = Pick<RouterOutputs['replay']['get'], 'status' | 'done' | 'total'>;

/** True until a worker has done the job, or it was canceled. */
export function isUnfinished(job: Pick<Job, 'status'> | undefined): boolean {
  return job?.status === 'pending' || job?.status === 'running';
}

/** Counts sessions in words. */
export function countSessions(count: number): string {
  return count === 1 ? '1 session' : `${count.toLocaleString('en')} sessions`;
}
