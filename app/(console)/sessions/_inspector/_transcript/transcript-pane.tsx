'use client';
import { ArrowDownToLine } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useMemo, useRef } from 'react';
import { PartialReply } from '@/app/_features/session/partial-reply';
import { isOver } from '@/app/_features/session/session-status';
import { Transcript } from '@/app/_features/session/transcript';
import { Button } from '@/app/_ui/button';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { StatusDot } from '@/app/_ui/value/status-badge';
import type { MomentControl } from '../_data/use-moment';
import type { SessionLog } from '../_data/use-session-log';
import type { Fork } from '../_fork/fork-words';
import { Reply } from './reply';
import { useAwaitedChoice } from './use-awaited-choice';
import { useStickToEnd } from './use-stick-to-end';
import { useTurnGroups } from './use-turn-groups';
import { useTurnPicking } from './use-turn-picking';

const CallPrompt = dynamic(() => import('../_fork/call-prompt').then((module) => module.CallPrompt));

type TranscriptPaneProps = {
  log: SessionLog;
  moment: MomentControl;
  /** Set where the session continues another one. */
  fork: Fork | null;
  /** Rendered as a page rather than a pane. */
  isPage: boolean;
};

// A scrolling area must be reachable by keyboard.
export const SCROLLER = { tabIndex: 0, role: 'region', 'aria-label': 'Conversation' };

/**
 * The transcript up to the chosen moment. It follows the newest message until an older turn is chosen or someone
 * scrolls up.
 */
export function TranscriptPane({ log, moment, fork, isPage }: TranscriptPaneProps) {
  const { session, events, turns, lastTurn, isLoading } = log;
  const scroller = useRef<HTMLElement>(null);
  const { turn, live, go } = moment;
  const { messages, groups } = useTurnGroups(log);
  const { away, toEnd } = useStickToEnd({
    scroller,
    isPage,
    following: live,
    size: events.length + log.partial.length,
  });
  const order = useMemo(() => groups.map(({ no }) => no), [groups]);
  useTurnPicking({ scroller, order, chosen: turn, picked: !live, onChoose: go });
  const shown = live ? groups : groups.filter(({ no }) => no <= turn);
  const choice = useAwaitedChoice(session);
  const following = live && !away;
  const first = turns[0]?.no ?? 1;
  const showEarlier = log.loadEarlier ?? (first > 1 ? () => go(first - 1) : null);
  const backToEnd = () => {
    go(null);
    toEnd();
  };
  return (
    <>
      <div className="flex h-10 shrink-0 items-center gap-2 border-b px-4 max-sm:sticky max-sm:top-22 max-sm:z-10 max-sm:bg-canvas">
        <h2 className="font-medium text-sm max-sm:sr-only">Transcript</h2>
        <div className="ml-auto flex items-center gap-2">
          {following ? (
            <FollowMark log={log} />
          ) : (
            <Button size="sm" onClick={backToEnd}>
              <ArrowDownToLine aria-hidden /> {isOver(session.status) ? 'To the last turn' : 'Back to live'}
            </Button>
          )}
        </div>
      </div>
      <section
        ref={scroller}
        {...SCROLLER}
        className="min-h-0 flex-1 px-1 sm:overflow-y-auto py-2 focus-visible:outline-offset-[-2px]"
      >
        {isLoading && <TurnsSkeleton />}
        {showEarlier && (
          <div className="pb-2 text-center">
            <Button variant="ghost" size="sm" onClick={showEarlier}>
              Show earlier turns
            </Button>
          </div>
        )}
        <Transcript
          messages={messages}
          groups={shown}
          chosenTurn={turn}
          onChooseTurn={go}
          onChoose={live ? choice : undefined}
        />
        {live && <PartialReply text={log.partial} />}
        {!live && !isLoading && turn < lastTurn && <Later count={lastTurn - turn} />}
      </section>
      {fork && <CallPrompt sessionId={session.id} call={fork.call} />}
      {!fork?.call && <Reply session={session} />}
    </>
  );
}

/** Says how many turns after the chosen one are not shown. */
export function Later({ count }: { count: number }) {
  return (
    <p className="px-3 py-2 text-center text-ink-2 text-xs">
      {count === 1 ? 'One later turn is not shown.' : `${String(count)} later turns are not shown.`}
    </p>
  );
}

function TurnsSkeleton() {
  return (
    <div className="space-y-4 p-3">
      <Skeleton className="h-9 w-48 rounded-lg" />
      <Skeleton className="ml-auto h-9 w-32 rounded-lg" />
      <Skeleton className="h-9 w-56 rounded-lg" />
    </div>
  );
}

function FollowMark({ log }: { log: SessionLog }) {
  const { session, connection } = log;
  if (isOver(session.status)) return <span className="text-ink-2 text-sm">Over</span>;
  const live = connection === 'live';
  return (
    <span role="status" className="flex items-center gap-1.5 text-ink-2 text-sm">
      <StatusDot tone={live ? 'live' : 'waiting'} pulse={live} />
      {live ? 'Live' : connection === 'lost' ? 'Updating every 5 s' : 'Connecting'}
    </span>
  );
}
