import { ArrowRight, CircleStop, Hourglass, MessageSquare, OctagonX, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import type { MessageView, TurnView } from '@/app/_features/session/view';
import { cn } from '@/app/_ui/cn';
import { Badge } from '@/app/_ui/value/badge';
import type { TraceStep } from '@/server/engine/protocol';
import type { NodeNames } from '../_model/node-names';
import { type Candidates, useWhys } from '../_why/use-whys';
import { AnswerDetails } from './answer-details';
import { BranchList } from './branch-list';
import { CallDetails } from './call-details';
import { ChangeTable } from './change-table';
import { findNote } from './find-note';
import type { Call } from './index-calls';
import { RecognitionDetails } from './recognition-details';
import { SplitDetails } from './split-details';
import { ToolList } from './tool-list';
import { UsageFacts } from './usage-facts';

type StepCardProps = {
  step: TraceStep;
  /** The step's number within the turn, from 1. */
  number: number;
  names: NodeNames;
  /** The HTTP call that the step requested or received. */
  call: Call | undefined;
  /** The messages that it sent. */
  messages: readonly MessageView[];
  turn: TurnView;
  /** Values that complete those which the trace shortens. */
  candidates: Candidates;
  last: boolean;
  /** The chosen step: marked and scrolled into sight. */
  chosen: boolean;
  onPick: () => void;
  onChoose: (no: number) => void;
};

/** One visit to a node: what began it, what it did and why, and where it led. */
export function StepCard(props: StepCardProps) {
  const { step, names, call, messages, turn, candidates, last, chosen, onChoose } = props;
  const { nodeId, kind, flow, changed, branches, misses, answer, recognition, usage, tools } = step;
  const whys = useWhys(step, candidates);
  const card = useRef<HTMLElement>(null);
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const note = findNote(step);
  const outside = kind === 'variables' || kind === 'handler';
  const own = flow === '' ? names.branches(nodeId) : [];
  return (
    <article
      ref={card}
      aria-label={`${kind} ${nodeId}`}
      aria-current={chosen || undefined}
      className={cn(
        'overflow-hidden rounded-lg border bg-canvas',
        chosen && 'border-accent ring-1 ring-accent',
      )}
    >
      <StepHead {...props} />
      {branches && (
        <Part>
          <BranchList branches={branches} all={own} exit={step.exit} whys={whys} />
        </Part>
      )}
      {kind === 'split' && own.length > 0 && (
        <Part>
          <SplitDetails branches={own} exit={step.exit} />
        </Part>
      )}
      {recognition && (
        <Part>
          <RecognitionDetails recognition={recognition} all={own} />
        </Part>
      )}
      {answer && (
        <Part>
          <AnswerDetails answer={answer} whys={whys} />
        </Part>
      )}
      {call && (
        <Part>
          <CallDetails call={call} turn={turn.no} onChoose={onChoose} />
          {usage && <UsageFacts usage={usage.model === turn.usage?.model ? turn.usage : usage} />}
        </Part>
      )}
      {tools && (
        <Part>
          <ToolList tools={tools} />
        </Part>
      )}
      {messages.length > 0 && (
        <Part>
          <StepMessages messages={messages} />
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

function StepHead({ step, number, names, onPick }: StepCardProps) {
  const { nodeId, kind, flow, phase } = step;
  // The names of a called flow's nodes are not loaded here.
  const label = flow === '' ? names.node(nodeId) : null;
  const outside = kind === 'variables' || kind === 'handler';
  return (
    <header className="relative flex flex-wrap items-center gap-x-2 gap-y-1 px-3 py-2 hover:bg-hover">
      <span className="tabular text-ink-2 text-xs">{number}</span>
      <h3 className="min-w-0 truncate font-medium text-sm">
        <button
          type="button"
          onClick={onPick}
          className="max-w-full truncate rounded-sm after:absolute after:inset-0"
        >
          {outside ? nameOutside(step) : (label ?? nodeId)}
        </button>
      </h3>
      {!outside && <Badge>{kind}</Badge>}
      {label !== null && !outside && <span className="font-mono text-ink-2 text-xs">{nodeId}</span>}
      {flow !== '' && <span className="text-ink-2 text-xs">in the flow {flow}</span>}
      {!outside && (
        <span className="ml-auto text-ink-2 text-xs">{phase === 'enter' ? 'entered' : 'resumed'}</span>
      )}
    </header>
  );
}

/** The name of a step that is no visit to a node. */
function nameOutside({ handler }: TraceStep): string {
  return handler ? `Handler ${handler.id}` : 'Variables';
}

function StepMessages({ messages }: { messages: readonly MessageView[] }) {
  return (
    <ul aria-label="Said" className="space-y-1 text-sm">
      {messages.map(({ seq, kind, text }) => (
        <li key={seq} className="flex gap-2">
          <MessageSquare aria-label="said" className="mt-0.5 size-4 shrink-0 text-ink-3" />
          <span className="min-w-0 whitespace-pre-line [overflow-wrap:anywhere]">{text || `(${kind})`}</span>
        </li>
      ))}
    </ul>
  );
}

function Part({ children }: { children: ReactNode }) {
  return <div className="border-t bg-surface px-3 py-2.5">{children}</div>;
}

function Misses({ misses }: { misses: NonNullable<TraceStep['misses']> }) {
  return (
    <Part>
      <p className="flex items-center gap-1.5 text-sm text-waiting">
        <TriangleAlert aria-hidden className="size-4 shrink-0" /> No value for
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
        <ArrowRight aria-hidden /> exit <span className="font-medium text-ink">{exit}</span>
        {next === null ? (
          'is not connected: the flow ended'
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
      <Icon aria-hidden /> {waits ? 'waits here' : kind === 'end' ? 'ended here' : 'stopped here'}
    </footer>
  );
}
