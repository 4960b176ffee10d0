'use client';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import { statusLabel } from '@/app/_features/session/session-status';
import { Button } from '@/app/_ui/button';
import { Skeleton } from '@/app/_ui/skeleton';
import type { TurnView } from '@/server/services/session/view';
import { describeTurn } from '../_model/describe-turn';
import { indexCalls } from '../_model/index-calls';
import type { NodeNames } from '../_model/node-names';
import { StepCard } from './step-card';
import type { SessionLog } from './use-session-log';

const SHOWN_AT_ONCE = 100;

type TurnStepsProps = {
  log: SessionLog;
  names: NodeNames;
  no: number;
  onChoose: (no: number | null) => void;
};

/** What a turn did, step by step, and why. */
export function TurnSteps({ log, names, no, onChoose }: TurnStepsProps) {
  const { turns, lastTurn } = log;
  const turn = turns.find((candidate) => candidate.no === no);
  const calls = useMemo(() => indexCalls(turns), [turns]);
  const go = (to: number) => onChoose(to >= lastTurn ? null : to);
  return (
    <div className="space-y-3 p-4">
      <div className="flex items-center gap-1">
        <h2 className="tabular mr-auto font-medium">
          Turn {no} <span className="font-normal text-ink-2">of {lastTurn}</span>
        </h2>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Turn before"
          disabled={no <= 1}
          onClick={() => go(no - 1)}
        >
          <ChevronUp aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label="Turn after"
          disabled={no >= lastTurn}
          onClick={() => go(no + 1)}
        >
          <ChevronDown aria-hidden />
        </Button>
      </div>
      {turn ? (
        <TurnTrace key={turn.no} turn={turn} calls={calls} names={names} onChoose={go} />
      ) : (
        <MissingTurn log={log} no={no} />
      )}
    </div>
  );
}

type TurnTraceProps = {
  turn: TurnView;
  calls: ReturnType<typeof indexCalls>;
  names: NodeNames;
  onChoose: (no: number) => void;
};

function TurnTrace({ turn, calls, names, onChoose }: TurnTraceProps) {
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const { steps, visits, expressionSteps, failure } = turn.trace;
  const hidden = steps.length - shown;
  return (
    <>
      <div className="space-y-0.5 text-sm">
        <p className="[overflow-wrap:anywhere]">{describeTurn(turn)}</p>
        <p className="tabular text-ink-2 text-xs">
          {`${turn.createdAt.toLocaleTimeString('en-GB')} · ${count(visits, 'node')} visited · ${count(expressionSteps, 'expression step')} · then ${statusLabel(turn.status).toLowerCase()}`}
        </p>
      </div>
      {failure && (
        <p className="rounded-md bg-failed-soft px-3 py-2 text-failed text-sm [overflow-wrap:anywhere]">
          {failure.nodeId !== null && (
            <span className="font-medium">
              Failed at <span className="font-mono text-xs">{failure.nodeId}</span>:{' '}
            </span>
          )}
          {failure.message}
        </p>
      )}
      {steps.length === 0 && <p className="text-ink-2 text-sm">No node was visited in this turn.</p>}
      <ol aria-label="Steps" className="space-y-2">
        {steps.slice(0, shown).map((step, index) => (
          <li key={`${String(index)} ${step.nodeId}`}>
            <StepCard
              step={step}
              names={names}
              call={step.effect ? calls.get(step.effect.key) : undefined}
              turn={turn}
              last={index === steps.length - 1}
              onChoose={onChoose}
            />
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <Button size="sm" onClick={() => setShown(steps.length)}>
          {`Show ${count(hidden, 'more step')}`}
        </Button>
      )}
    </>
  );
}

function MissingTurn({ log, no }: { log: SessionLog; no: number }) {
  const { turns, lastTurn, loadEarlier } = log;
  if (no > lastTurn) return <p className="text-ink-2 text-sm">This turn has not happened yet.</p>;
  if (loadEarlier && no < (turns[0]?.no ?? 1))
    return (
      <div className="space-y-2 text-ink-2 text-sm">
        <p>This turn is not loaded.</p>
        <Button size="sm" onClick={loadEarlier}>
          Load earlier turns
        </Button>
      </div>
    );
  return (
    <div className="space-y-2">
      <Skeleton className="w-64" />
      <Skeleton className="h-24 w-full rounded-lg" />
    </div>
  );
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`;
}
