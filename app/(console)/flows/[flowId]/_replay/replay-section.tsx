'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ComponentProps, useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { JobProgress } from '../_components/job-progress';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { isUnfinished } from '../_model/job';
import { FIRST_CHOICE, toSearch } from './replay-choice';
import { ReplayFindings } from './replay-findings';
import { ReplaySearch } from './replay-search';
import type { Replay, StandIns } from './replay-words';

const POLL_MS = 500;

type ReplaySectionProps = { flow: Flow; draft: DraftControl; isBlocked: boolean };

/** Replays recorded sessions on the draft, and shows what would be different. */
export function ReplaySection({ flow, draft, isBlocked }: ReplaySectionProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [replayId, setReplayId] = useState<string | null>(null);
  const [choice, setChoice] = useState(FIRST_CHOICE);
  const [standIns, setStandIns] = useState<StandIns>({});
  const ref = { flowId: flow.id, replayId: replayId ?? '' };
  const shown = useQuery(
    trpc.replay.get.queryOptions(ref, {
      enabled: replayId !== null,
      refetchInterval: ({ state }) => (isUnfinished(state.data) ? POLL_MS : false),
    }),
  );
  const start = useMutation(trpc.replay.start.mutationOptions());
  const cancel = useMutation(
    trpc.replay.cancel.mutationOptions({
      onSettled: () => void invalidate(queries, trpc.replay.get.queryFilter(ref)),
    }),
  );
  if (!flow.published) return null;
  const begin = async (): Promise<void> => {
    if (!(await draft.saver.flush())) return;
    const replay = await start
      .mutateAsync({ flowId: flow.id, search: toSearch(choice, Date.now()), standIns })
      .catch(() => null);
    if (replay) setReplayId(replay.id);
  };
  const replay = shown.data;
  const error = toShownError(start.error ?? shown.error ?? cancel.error);
  const isRunning = isUnfinished(replay);
  return (
    <section aria-label="What would this have said?" className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <div className="mr-auto">
          <h3 className="font-medium text-sm">What would this have said?</h3>
          <p className="text-ink-2 text-sm">
            Runs recorded sessions on this draft. It makes no calls and sends nothing.
          </p>
        </div>
        <Button disabled={isBlocked || isRunning} pending={start.isPending} onClick={() => void begin()}>
          Replay
        </Button>
      </div>
      <ReplaySearch choice={choice} onChange={setChoice} />
      {error && <ErrorNote error={error} />}
      <JobProgress job={replay} isCanceling={cancel.isPending} onCancel={() => cancel.mutate(ref)} />
      {replay && !isRunning && (
        <Outcome flow={flow} replay={replay} rev={draft.rev} standIns={standIns} onStandIns={setStandIns} />
      )}
    </section>
  );
}

type OutcomeProps = { flow: Flow; replay: Replay; rev: number } & Pick<
  ComponentProps<typeof ReplayFindings>,
  'standIns' | 'onStandIns'
>;

function Outcome({ flow, replay, rev, ...answers }: OutcomeProps) {
  if (replay.status === 'canceled') return <p className="text-ink-2 text-sm">The replay was canceled.</p>;
  if (replay.failure !== null)
    return <ErrorNote error={{ title: 'The replay failed.', advice: replay.failure }} />;
  if (replay.result === null) return null;
  return (
    <ReplayFindings
      flowId={flow.id}
      replayId={replay.id}
      findings={replay.result}
      isOutdated={replay.draftRev !== rev}
      {...answers}
    />
  );
}
