'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Card, CardBody, CardHeader } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { JobProgress } from '../_components/job-progress';
import { countLiveSessions, getLatestMigration } from '../_model/flow-queries';
import { isUnfinished } from '../_model/job';
import { type Counts, countMovable, nameVersion, sumCounts } from './move-words';
import { MovedSessions } from './moved-sessions';

const RUNNING_MS = 500;
const IDLE_MS = 5_000;

type RunningSessionsProps = { flowId: string; current: number };

/** The running sessions by version, and the latest move of those that can have the current version. */
export function RunningSessions({ flowId, current }: RunningSessionsProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayMove = useCan('flows:write');
  const latest = useQuery({
    ...getLatestMigration(trpc, flowId),
    refetchInterval: ({ state: { data } }) => (isUnfinished(data?.items[0]) ? RUNNING_MS : false),
  });
  const migration = latest.data?.items[0];
  const isRunning = isUnfinished(migration);
  const counts = useQuery({
    ...countLiveSessions(trpc, flowId),
    refetchInterval: isRunning ? RUNNING_MS : IDLE_MS,
  });
  const refresh = () => invalidate(queries, trpc.migration.pathFilter());
  const start = useMutation(trpc.migration.start.mutationOptions({ onSettled: refresh }));
  const cancel = useMutation(trpc.migration.cancel.mutationOptions({ onSettled: refresh }));
  if (!counts.data || (sumCounts(counts.data) === 0 && !migration)) return null;
  const movable = countMovable(counts.data, current);
  const error = toShownError(start.error ?? cancel.error ?? latest.error);
  return (
    <Card aria-label="Running sessions">
      <CardHeader
        title="Running sessions"
        description="Each stays on its version, unless you move it. A session can move if everything that was said so far would have been the same."
      />
      <CardBody className="space-y-4">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <VersionCounts counts={counts.data} current={current} />
          {mayMove && movable > 0 && (
            <Button disabled={isRunning} pending={start.isPending} onClick={() => start.mutate({ flowId })}>
              {`Move those that can to v${String(current)}`}
            </Button>
          )}
        </div>
        {error && <ErrorNote error={error} />}
        {migration && (
          <>
            <JobProgress
              job={migration}
              isCanceling={cancel.isPending}
              onCancel={() => cancel.mutate({ flowId, migrationId: migration.id })}
            />
            <MovedSessions migration={migration} />
          </>
        )}
      </CardBody>
    </Card>
  );
}

function VersionCounts({ counts, current }: { counts: Counts; current: number }) {
  if (counts.length === 0) return <p className="text-ink-2 text-sm">No sessions are running.</p>;
  return (
    <ul aria-label="Running sessions by version" className="tabular flex flex-wrap gap-2 text-sm">
      {counts.map(({ versionId, number, sessions }) => (
        <li key={versionId} className="rounded-lg border px-3 py-1.5">
          <span className="text-ink-2">{nameVersion(number, current)}</span>{' '}
          <span className="font-medium">{sessions.toLocaleString('en')}</span>
        </li>
      ))}
    </ul>
  );
}
