'use client';
import { useMemo, useState } from 'react';
import { EngineProvider } from '@/app/_features/flow/engine/engine-provider';
import { statusLabel } from '@/app/_features/session/session-status';
import type { SessionView, TurnView } from '@/app/_features/session/view';
import { Button } from '@/app/_ui/button';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { ExactTime } from '@/app/_ui/value/exact-time';
import type { MomentControl } from '../_data/use-moment';
import type { SessionLog } from '../_data/use-session-log';
import { describeTurn } from '../_model/describe-turn';
import { listMessages } from '../_model/event-log';
import type { NodeNames } from '../_model/node-names';
import { isClipped, listCandidates } from '../_why/list-candidates';
import { listExplanations } from '../_why/list-operands';
import type { Candidates } from '../_why/use-whys';
import { assignMessages } from './assign-messages';
import { CopyTurn } from './copy-turn';
import { indexCalls } from './index-calls';
import { StepCard } from './step-card';
import { UsageFacts } from './usage-facts';

const SHOWN_AT_ONCE = 100;

/** The loaded part of a log that the steps of its turns need. */
export type TurnLog = Pick<SessionLog, 'turns' | 'events' | 'lastTurn' | 'before'>;

type TurnTraceProps = { log: TurnLog; names: NodeNames; moment: MomentControl };
type TurnStepsProps = TurnTraceProps & {
  /** The session to which the event of a turn can be sent again; null for one of a file. */
  session: SessionView | null;
};

/** The steps of a turn, and the reasons for them. */
export function TurnSteps({ log, names, moment, session }: TurnStepsProps) {
  const { turns, lastTurn } = log;
  const turn = turns.find(({ no }) => no === moment.turn);
  const isNeeded = useLatch(turn?.trace.steps.some((step) => listExplanations(step).length > 0) ?? false);
  return (
    <div className="space-y-3 p-4">
      <div className="flex min-h-7 items-center gap-2">
        <h2 className="tabular mr-auto font-medium">
          Turn {moment.turn} <span className="font-normal text-ink-2">of {lastTurn}</span>
        </h2>
        {turn && session && <CopyTurn session={session} turn={turn} />}
      </div>
      {turn ? (
        <EngineProvider isNeeded={isNeeded}>
          <TurnTrace key={turn.no} log={log} turn={turn} names={names} moment={moment} />
        </EngineProvider>
      ) : (
        <MissingTurn isPast={moment.turn <= lastTurn} />
      )}
    </div>
  );
}

/** True once `on` was; turns without decisions between others keep the worker. */
function useLatch(on: boolean): boolean {
  const [latched, setLatched] = useState(on);
  if (on && !latched) setLatched(true);
  return latched;
}

const NO_CANDIDATES: Candidates = {};

/** Values that complete those which the trace of a turn shortens. */
function useCandidates({ events, turns, before }: TurnLog, turn: TurnView): Candidates {
  return useMemo(() => {
    if (!before || !isClipped(turn.trace.steps.map(listExplanations))) return NO_CANDIDATES;
    return listCandidates({ events, turns, before: before.variables }, turn.no);
  }, [before, events, turns, turn]);
}

function TurnTrace({ log, turn, names, moment }: TurnTraceProps & { turn: TurnView }) {
  const { turns, events } = log;
  const calls = useMemo(() => indexCalls(turns), [turns]);
  const byStep = useMemo(() => assignMessages(turn, listMessages(events)), [turn, events]);
  const candidates = useCandidates(log, turn);
  const { steps, omitted = 0 } = turn.trace;
  const [shown, setShown] = useState(Math.max(SHOWN_AT_ONCE, (moment.step ?? 0) + 1));
  const hidden = steps.length - shown;
  return (
    <>
      <TurnFacts turn={turn} />
      {steps.length === 0 && <p className="text-ink-2 text-sm">No node was visited in this turn.</p>}
      <ol aria-label="Steps" className="space-y-2">
        {steps.slice(0, shown).map((step, index) => (
          <li key={`${String(index)} ${step.nodeId}`}>
            <StepCard
              step={step}
              number={index + 1}
              names={names}
              call={step.effect ? calls.get(step.effect.key) : undefined}
              messages={byStep.get(index) ?? []}
              turn={turn}
              candidates={candidates}
              last={index === steps.length - 1}
              chosen={index === moment.step}
              onPick={() => moment.go(turn.no, index)}
              onChoose={(no) => moment.go(no)}
            />
          </li>
        ))}
      </ol>
      {hidden > 0 && (
        <Button size="sm" onClick={() => setShown(steps.length)}>
          {`Show ${count(hidden, 'more step')}`}
        </Button>
      )}
      {omitted > 0 && (
        <p className="text-ink-2 text-xs">{`${count(omitted, 'step')} in the middle of this turn were not kept.`}</p>
      )}
    </>
  );
}

function TurnFacts({ turn }: { turn: TurnView }) {
  const { visits, failure } = turn.trace;
  return (
    <>
      <div className="space-y-0.5 text-sm">
        <p className="[overflow-wrap:anywhere]">{describeTurn(turn)}</p>
        <p className="tabular text-ink-2 text-xs">
          <ExactTime at={turn.createdAt} style="second" />
          {` · ${count(visits, 'node')} visited · then ${statusLabel(turn.status).toLowerCase()}`}
        </p>
        {turn.usage && <UsageFacts usage={turn.usage} />}
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
    </>
  );
}

function MissingTurn({ isPast }: { isPast: boolean }) {
  if (!isPast) return <p className="text-ink-2 text-sm">This turn has not happened yet.</p>;
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
