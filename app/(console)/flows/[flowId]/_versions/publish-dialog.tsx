'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { useTRPC, useTRPCClient } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { findProblem, toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { Textarea } from '@/app/_ui/form/textarea';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { toast } from '@/app/_ui/overlay/toast';
import { Card, CardStrip } from '@/app/_ui/page/card';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { ProblemButton } from '../_components/problem-list';
import type { DraftControl, Flow } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { findPublishBlocker, listOpenProblems } from '../_model/find-publish-blocker';
import { ReplaySection } from '../_replay/replay-section';
import { DraftChanges } from './draft-changes';
import { LiveSessions } from './live-sessions';
import { PublishAlong } from './publish-along';
import { describeLive, TargetField, useTarget } from './publish-target';
import { PublishTests, ReasonField } from './publish-tests';
import { usePublishCheck } from './use-publish-check';
import { useSet } from './use-set';

type PublishProps = {
  flow: Flow;
  draft: DraftControl;
  problems: Problems;
  onJump: (problem: PlacedProblem) => void;
};

type PublishDialogProps = PublishProps & { open: boolean; onOpenChange: (open: boolean) => void };

/** Publishes the draft as the next version, after showing its changes and problems. */
export function PublishDialog({ open, onOpenChange, ...rest }: PublishDialogProps) {
  const { name, published } = rest.flow;
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        className="max-w-4xl"
        title={`Publish ${name}`}
        description={
          published
            ? 'This makes the next version. Running sessions stay on theirs until you move them.'
            : 'This creates a version. Callers can then start sessions on it.'
        }
      >
        <PublishForm {...rest} onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

/** The dialog's content. */
export function PublishForm({
  flow,
  draft,
  problems,
  onJump,
  onDone,
}: PublishProps & { onDone: () => void }) {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const queries = useQueryClient();
  const [note, setNote] = useState('');
  const [reason, setReason] = useState('');
  const set = useSet(flow.id);
  const target = useTarget(flow);
  const { environment } = target;
  const publish = useMutation({
    // The save belongs to the mutation, so that a second press meanwhile does not publish twice.
    mutationFn: async () => {
      if (!(await draft.saver.flush())) return null;
      const { rev: ifRev } = draft.saver.snapshot();
      return client.flow.publish.mutate({
        ...{ flowId: flow.id, note, reason, ifRev, with: [...set.chosen] },
        environment,
      });
    },
    onSuccess: (version) => {
      if (!version) return;
      void invalidate(queries, trpc.flow.pathFilter());
      void invalidate(queries, trpc.environment.pathFilter());
      const live = describeLive(version.number, environment);
      const others = version.set ? `${String(version.set.length - 1)} published along. ` : '';
      const said = version.isNew ? others + live : `Nothing has changed. ${live}`;
      toast.success(said, { position: 'top-center' });
      onDone();
    },
  });
  const obstacle = findPublishBlocker(flow, draft.state, problems, set.chosen.size > 0);
  const check = usePublishCheck(flow, draft, findPublishBlocker(flow, draft.state, problems) !== null);
  const lacksReason = (check.result?.failures.length ?? 0) > 0 && reason.trim() === '';
  // Tests of a flow that is published along.
  const isForAnother =
    findProblem(publish.error)?.code === 'tests_failed' && check.result?.failures.length === 0;
  const jump = (problem: PlacedProblem) => {
    onDone();
    onJump(problem);
  };
  return (
    <>
      <DialogBody>
        <FoundProblems problems={listOpenProblems(problems, set.chosen.size > 0)} onJump={jump} />
        <PublishAlong {...set} />
        <PublishTests check={check} reason={reason} onReason={setReason} />
        <TargetField {...target} />
        {environment === 'production' && <LiveSessions flowId={flow.id} next={target.next} />}
        <DraftChanges flow={flow} draftText={draft.text} />
        <ReplaySection flow={flow} draft={draft} isBlocked={obstacle !== null} />
        <Field label="Note" optional error={null} hint="Describes the change in the list of versions.">
          {(props) => (
            <Textarea
              {...props}
              maxLength={2_000}
              value={note}
              onChange={(event) => setNote(event.target.value)}
            />
          )}
        </Field>
        {publish.error && (
          <ErrorNote error={toShownError(publish.error) ?? { title: 'Nothing was published.' }} />
        )}
        {isForAnother && <ReasonField reason={reason} onReason={setReason} />}
      </DialogBody>
      <DialogFooter className="items-center">
        {(obstacle || lacksReason) && (
          <p id="obstacle" className="mr-auto text-ink-2 text-sm">
            {obstacle ?? 'Tests fail. Fix them, or give a reason.'}
          </p>
        )}
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button
          variant="primary"
          disabled={obstacle !== null || lacksReason}
          aria-describedby={obstacle || lacksReason ? 'obstacle' : undefined}
          pending={publish.isPending}
          onClick={() => publish.mutate()}
        >
          Publish
        </Button>
      </DialogFooter>
    </>
  );
}

function FoundProblems({
  problems,
  onJump,
}: {
  problems: Problems['list'];
  onJump: (problem: PlacedProblem) => void;
}) {
  if (problems.length === 0) return null;
  const errors = problems.some(({ severity }) => severity === 'error');
  return (
    <Card aria-label="Problems of the draft">
      <CardStrip>{errors ? 'Fix these errors first' : 'Warnings (they do not prevent publishing)'}</CardStrip>
      <ol className="max-h-44 overflow-y-auto py-1">
        {problems.map((problem) => (
          <li key={`${String(problem.from)} ${problem.message}`}>
            <ProblemButton problem={problem} onJump={onJump} />
          </li>
        ))}
      </ol>
    </Card>
  );
}
