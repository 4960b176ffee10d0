'use client';
import { ExternalLink, MessageSquareText, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { isOver, SessionStatusBadge } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';
import type { DraftControl } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { describeWait } from './describe-wait';
import { findUntriable } from './find-untriable';
import { RENDERINGS, type Rendering } from './render';
import { TrialTrouble } from './trial-trouble';
import type { Trial } from './use-trial';
import { VariableList } from './variable-list';

type TrialPanelProps = {
  trial: Trial;
  draft: DraftControl;
  problems: Problems;
  onJump: (problem: PlacedProblem) => void;
};

/** Talks with the draft as a person would, and shows what it holds while it does. */
export function TrialPanel({ trial, draft, problems, onJump }: TrialPanelProps) {
  const [rendering, setRendering] = useState<Rendering>('rich');
  return (
    <section
      aria-label="Try it"
      className="flex h-full flex-col bg-surface max-lg:h-[max(480px,calc(100dvh-208px))]"
    >
      <TrialHead trial={trial} rendering={rendering} onRendering={setRendering} />
      <TrialTrouble trial={trial} draft={draft} problems={problems} onJump={onJump} />
      {trial.session ? (
        <>
          <Conversation trial={trial} session={trial.session} rendering={rendering} />
          <VariableList session={trial.session} />
          <Composer key={trial.session.id} trial={trial} session={trial.session} />
        </>
      ) : (
        <Before trial={trial} possible={findUntriable(draft.state, problems) === null} />
      )}
    </section>
  );
}

type TrialHeadProps = { trial: Trial; rendering: Rendering; onRendering: (rendering: Rendering) => void };

function TrialHead({ trial, rendering, onRendering }: TrialHeadProps) {
  const { session, outdated } = trial;
  return (
    <header className="shrink-0 border-b bg-canvas px-4 py-2">
      <div className="flex h-7 items-center gap-2">
        <h2 className="flex-1 font-medium text-sm">Try it</h2>
        {session && (
          <>
            <SessionStatusBadge status={session.status} />
            <Button size="sm" variant="ghost" pending={trial.starting} onClick={trial.start}>
              <RotateCcw aria-hidden /> Restart
            </Button>
            <Button size="icon-sm" variant="ghost" asChild>
              <Link href={paths.session(session.id)} aria-label="Open in Sessions" title="Open in Sessions">
                <ExternalLink aria-hidden />
              </Link>
            </Button>
          </>
        )}
      </div>
      {session && (
        <div className="flex items-start justify-between gap-3">
          <p role="status" className="text-ink-2 text-xs leading-5 [overflow-wrap:anywhere]">
            {describeWait(session)}
            {outdated &&
              !isOver(session.status) &&
              '. The draft has changed since; restart to try the new one'}
          </p>
          <select
            aria-label="Shown"
            value={rendering}
            onChange={(event) => onRendering(event.target.value === 'plain' ? 'plain' : 'rich')}
            className="shrink-0 rounded-sm bg-transparent text-ink-2 text-xs leading-5"
          >
            {RENDERINGS.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </div>
      )}
    </header>
  );
}

function Before({ trial, possible }: { trial: Trial; possible: boolean }) {
  return (
    <div className="flex flex-1 flex-col justify-center">
      <EmptyState
        icon={MessageSquareText}
        title="Talk with this draft"
        action={
          <Button disabled={!possible} pending={trial.starting} onClick={trial.start}>
            Start a trial
          </Button>
        }
      >
        A trial runs the draft as it stands, before anyone else can. It is a real session: calls are made and
        events are sent.
      </EmptyState>
    </div>
  );
}
