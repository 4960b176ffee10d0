import { ProgressRow } from '@/app/_ui/state/progress-row';
import { countSessions, isUnfinished, type Job } from '../_model/job';

type JobProgressProps = { job: Job | undefined; isCanceling: boolean; onCancel: () => void };

/** How far a job over the sessions of the flow is; nothing for one that is finished. */
export function JobProgress({ job, isCanceling, onCancel }: JobProgressProps) {
  if (!job || !isUnfinished(job)) return null;
  const { done, total } = job;
  const words =
    total === null ? 'Waiting for a worker…' : `${done.toLocaleString('en')} of ${countSessions(total)}`;
  return <ProgressRow done={done} total={total} words={words} isStopping={isCanceling} onStop={onCancel} />;
}
