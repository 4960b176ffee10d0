'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Select } from '@/app/_ui/form/select';
import { ErrorNote } from '@/app/_ui/state/error-state';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { ReplayFindings } from './replay-findings';
import { ReplayProgress } from './replay-progress';
import type { Replay } from './replay-words';

const POLL_MS = 500;
const COUNTS = [100, 1_000, 10_000] as const;
const OPTIONS = COUNTS.map((count) => ({
  value: String(count),
  label: `Last ${count.toLocaleString('en')} sessions`,
}));

type ReplaySectionProps = { flow: Flow; draft: DraftControl; isBlocked: boolean };

/** Replays recorded sessions on the draft, and shows what would be different. */
export function ReplaySection({ flow, draft, isBlocked }: ReplaySectionProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [replayId, setReplayId] = useState<string | null>(null);
  const [count, setCount] = useState<string>('1000');
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
      .mutateAsync({ flowId: flow.id, search: { limit: Number(count) } })
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
            Runs recorded sessions on this draft. Nobody is called or told.
          </p>
        </div>
        <Select
          aria-label="Sessions to replay"
          className="w-48"
          value={count}
          onValueChange={setCount}
          options={OPTIONS}
        />
        <Button disabled={isBlocked || isRunning} pending={start.isPending} onClick={() => void begin()}>
          Replay
        </Button>
      </div>
      {error && <ErrorNote error={error} />}
      {replay && isRunning && (
        <ReplayProgress replay={replay} isCanceling={cancel.isPending} onCancel={() => cancel.mutate(ref)} />
      )}
      {replay && !isRunning && <Outcome flow={flow} replay={replay} rev={draft.rev} />}
    </section>
  );
}

function isUnfinished(replay: Replay | undefined): boolean {
  return replay?.status === 'pending' || replay?.status === 'running';
}

function Outcome({ flow, replay, rev }: { flow: Flow; replay: Replay; rev: number }) {
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
    />
  );
}
