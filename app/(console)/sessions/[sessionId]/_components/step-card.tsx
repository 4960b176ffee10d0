import { ArrowRight, CircleStop, Hourglass, OctagonX, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import { Badge } from '@/app/_ui/badge';
import type { TraceStep } from '@/server/engine/protocol';
import type { TurnView } from '@/server/services/session/view';
import type { Call } from '../_model/index-calls';
import type { NodeNames } from '../_model/node-names';
import { AnswerDetails } from './answer-details';
import { BranchList } from './branch-list';
import { CallDetails } from './call-details';
import { ChangeTable } from './change-table';

type StepCardProps = {
  step: TraceStep;
  names: NodeNames;
  /** The HTTP call that the step made or took up. */
  call: Call | undefined;
  turn: TurnView;
  last: boolean;
  onChoose: (no: number) => void;
};

/** One visit to a node: how it was come to, what it did and why, and where it led. */
export function StepCard({ step, names, call, turn, last, onChoose }: StepCardProps) {
  const { nodeId, kind, flow, phase, changed, branches, misses, answer, note } = step;
  // A called flow has names of its own, which are not at hand here.
  const label = flow === '' ? names.node(nodeId) : null;
  const outside = kind === 'variables';
  return (
    <article aria-label={`${kind} ${nodeId}`} className="overflow-hidden rounded-lg border bg-canvas">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2">
        <h3 className="min-w-0 truncate font-medium text-sm">{outside ? 'Variables' : (label ?? nodeId)}</h3>
        {!outside && <Badge>{kind}</Badge>}
        {label !== null && !outside && <span className="font-mono text-ink-2 text-xs">{nodeId}</span>}
        {flow !== '' && <span className="text-ink-2 text-xs">in the flow {flow}</span>}
        {!outside && (
          <span className="ml-auto text-ink-2 text-xs">{phase === 'enter' ? 'entered' : 'resumed'}</span>
        )}
      </header>
      {branches && (
        <Part>
          <BranchList branches={branches} all={flow === '' ? names.branches(nodeId) : []} exit={step.exit} />
        </Part>
      )}
      {answer && (
        <Part>
          <AnswerDetails answer={answer} />
        </Part>
      )}
      {call && (
        <Part>
          <CallDetails call={call} turn={turn.no} onChoose={onChoose} />
        </Part>
      )}
      {changed && (
        <Part>
          <ChangeTable changes={changed} />
        </Part>
      )}
      {misses && <Misses misses={misses} />}
      {note && (
        <Part>
          <p className="text-sm [overflow-wrap:anywhere]">{note}</p>
        </Part>
      )}
      {!outside && <Leaving step={step} names={names} turn={turn} last={last} />}
    </article>
  );
}

function Part({ children }: { children: ReactNode }) {
  return <div className="border-t bg-surface px-3 py-2.5">{children}</div>;
}

function Misses({ misses }: { misses: NonNullable<TraceStep['misses']> }) {
  return (
    <Part>
      <p className="flex items-center gap-1.5 text-sm text-waiting">
        <TriangleAlert aria-hidden className="size-4 shrink-0" /> Nothing to show for
      </p>
      <ul className="mt-1 space-y-0.5 text-sm">
        {misses.map((miss, index) => (
          <li key={`${String(index)} ${miss.expression}`} className="[overflow-wrap:anywhere]">
            <code className="font-mono text-xs">{`{{ ${miss.expression} }}`}</code>{' '}
            <span className="text-ink-2">{miss.reason}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

type LeavingProps = Pick<StepCardProps, 'step' | 'names' | 'turn' | 'last'>;

function Leaving({ step, names, turn, last }: LeavingProps) {
  const { exit, next, kind, flow } = step;
  const look = 'flex flex-wrap items-center gap-1.5 border-t px-3 py-1.5 text-ink-2 text-xs [&_svg]:size-3.5';
  if (exit !== null)
    return (
      <footer className={look}>
        <ArrowRight aria-hidden /> left by <span className="font-medium text-ink">{exit}</span>
        {next === null ? (
          'which leads nowhere: the flow ended'
        ) : (
          <>
            to <span className="font-mono text-ink">{next}</span>
            {flow === '' && names.node(next) ? ` (${names.node(next) ?? ''})` : ''}
          </>
        )}
      </footer>
    );
  if (last && turn.trace.failure?.nodeId === step.nodeId)
    return (
      <footer className={`${look} text-failed`}>
        <OctagonX aria-hidden /> failed here
      </footer>
    );
  const waits = last && !isOver(turn.status) && kind !== 'end';
  const Icon = waits ? Hourglass : CircleStop;
  return (
    <footer className={look}>
      <Icon aria-hidden /> {waits ? 'waits here' : kind === 'end' ? 'ended here' : 'went no further'}
    </footer>
  );
}
