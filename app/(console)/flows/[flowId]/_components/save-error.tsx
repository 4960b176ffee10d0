'use client';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { LazyDiffView } from '@/app/_features/flow/diff/lazy-diff-view';
import { formatJson } from '@/app/_features/flow/json/format-json';
import { useTRPC } from '@/app/_trpc/context';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogBody, DialogContent } from '@/app/_ui/overlay/dialog';
import { ErrorNote, type ShownError } from '@/app/_ui/state/error-state';
import { CopyableId } from '@/app/_ui/value/copyable-id';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { toComparable } from '../_model/to-comparable';

/** The reason why the draft could not be saved, and the actions to resolve it. */
export function SaveError({ flowId, draft }: { flowId: string; draft: DraftControl }) {
  const { state, saver } = draft;
  if (state.kind === 'conflict') return <Conflict flowId={flowId} draft={draft} />;
  if (state.kind !== 'failed') return null;
  const { title, advice, requestId } = state.error;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b bg-failed-soft px-4 py-2.5 text-sm"
    >
      <p className="min-w-60 flex-1">
        <span className="font-medium text-failed">{title}</span> {advice} Your text is stored in this browser.
        {requestId && (
          <span className="block text-ink-2 text-xs">
            Request <CopyableId id={requestId} label="request id" />
          </span>
        )}
      </p>
      <Button size="sm" onClick={() => void saver.flush()}>
        Retry
      </Button>
    </div>
  );
}

function Conflict({ flowId, draft }: { flowId: string; draft: DraftControl }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [theirs, setTheirs] = useState<Flow | null>(null);
  const [error, setError] = useState<ShownError | null>(null);
  const withTheirs = (act: (flow: Flow) => void) => async () => {
    try {
      act(await queries.fetchQuery({ ...trpc.flow.get.queryOptions({ flowId }), staleTime: 0 }));
      setError(null);
    } catch (caught) {
      setError(toShownError(caught));
    }
  };
  return (
    <div role="alert" className="space-y-2 border-b bg-failed-soft px-4 py-2.5 text-sm">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <p className="min-w-60 flex-1">
          <span className="font-medium text-failed">Someone else saved this draft since you opened it.</span>{' '}
          Your version is stored in this browser.
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={withTheirs(setTheirs)}>
            Compare
          </Button>
          <Button size="sm" onClick={withTheirs(draft.adopt)}>
            Load theirs
          </Button>
          <Button size="sm" onClick={() => void draft.saver.keepMine()}>
            Keep mine
          </Button>
        </div>
      </div>
      {error && <ErrorNote error={error} />}
      <Dialog open={theirs !== null} onOpenChange={(open) => !open && setTheirs(null)}>
        <DialogContent
          className="max-w-4xl"
          title="Their version and yours"
          description="Removed lines are theirs, added lines are yours."
        >
          <DialogBody>
            {theirs && <LazyDiffView before={formatJson(theirs.draft)} after={toComparable(draft.text)} />}
          </DialogBody>
        </DialogContent>
      </Dialog>
    </div>
  );
}
