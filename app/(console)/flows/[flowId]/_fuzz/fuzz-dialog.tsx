'use client';
import { Button } from '@/app/_ui/button';
import { Dialog, DialogBody, DialogClose, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { ProgressRow } from '@/app/_ui/state/progress-row';
import type { DraftControl, Flow } from '../_draft/use-draft';
import { FindingItem } from './finding-item';
import { PEOPLE, summarizeReport } from './fuzz-words';
import type { FuzzControl, FuzzState } from './use-fuzz';

type FuzzDialogProps = {
  flow: Flow;
  draft: DraftControl;
  fuzz: FuzzControl;
  onShowNode: (key: string) => void;
  onClose: () => void;
};

/** Lets strange people try the draft, and shows what they found. */
export function FuzzDialog({ flow, draft, fuzz, onShowNode, onClose }: FuzzDialogProps) {
  const { state } = fuzz;
  const isRunning = state.kind === 'running';
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        className="max-w-2xl"
        title="Try 5,000 strange people"
        description="Simulated people write what nobody expects, and the calls of the flow get faulty answers. It runs in your browser: nothing is sent, and no session starts."
      >
        <DialogBody>
          <Result
            state={state}
            draftText={draft.text}
            flowId={flow.id}
            onStop={fuzz.stop}
            onShowNode={(key) => {
              onClose();
              onShowNode(key);
            }}
          />
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Close</Button>
          </DialogClose>
          <Button variant="primary" disabled={isRunning} onClick={() => fuzz.start(PEOPLE)}>
            {state.kind === 'idle' || isRunning ? 'Start' : 'Start again with others'}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}

type ResultProps = {
  state: FuzzState;
  draftText: string;
  flowId: string;
  onStop: () => void;
  onShowNode: (key: string) => void;
};

function Result({ state, draftText, flowId, onStop, onShowNode }: ResultProps) {
  switch (state.kind) {
    case 'idle':
      return (
        <p className="text-ink-2 text-sm">
          They look for conversations that fail, end in silence or lead nowhere, and for exits that nobody can
          take. It takes a few seconds.
        </p>
      );
    case 'running':
      return <Running state={state} onStop={onStop} />;
    case 'failed':
      return <ErrorNote error={{ title: state.reason }} />;
    case 'done': {
      const { report } = state;
      return (
        <div className="space-y-3">
          <p role="status" className="text-sm">
            {summarizeReport(report)}
            {draftText !== state.draftText && ' The draft has changed since.'}
          </p>
          <ul className="space-y-2">
            {report.findings.map((finding) => (
              <FindingItem
                key={`${finding.kind} ${finding.node} ${finding.code}`}
                finding={finding}
                flowId={flowId}
                onShowNode={onShowNode}
              />
            ))}
          </ul>
        </div>
      );
    }
  }
}

type RunningProps = { state: Extract<FuzzState, { kind: 'running' }>; onStop: () => void };

function Running({ state: { progress, isStopping }, onStop }: RunningProps) {
  const people = progress?.people ?? 0;
  const words = progress
    ? `${people.toLocaleString('en')} people, ${progress.exits} exits, ${progress.findings} findings`
    : 'Starting…';
  const total = progress?.planned ?? PEOPLE;
  return <ProgressRow done={people} total={total} words={words} isStopping={isStopping} onStop={onStop} />;
}
