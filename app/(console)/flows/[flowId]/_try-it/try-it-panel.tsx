'use client';
import { ExternalLink, MessageSquareText, RotateCcw } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import type { PlacedProblem } from '@/app/_features/flow/json/locate-problems';
import { KeepTestButton } from '@/app/_features/flow/tests/keep-test-button';
import { isOver, SessionStatusBadge } from '@/app/_features/session/session-status';
import { paths } from '@/app/_lib/paths';
import { Button } from '@/app/_ui/button';
import { EmptyState } from '@/app/_ui/state/empty-state';
import type { DraftControl } from '../_draft/use-draft';
import type { Problems } from '../_draft/use-problems';
import { describeStatus } from './_model/describe-status';
import { findTestBlocker } from './_model/find-test-blocker';
import { RENDERINGS, type Rendering } from './_model/render';
import { Composer } from './composer';
import { Conversation } from './conversation';
import { TestErrors } from './test-errors';
import type { TestSession } from './use-test-session';
import { VariableList } from './variable-list';

type TryItPanelProps = {
  testSession: TestSession;
  draft: DraftControl;
  problems: Problems;
  onJump: (problem: PlacedProblem) => void;
};

/** A conversation with the draft, and the variables of its session. */
export function TryItPanel({ testSession, draft, problems, onJump }: TryItPanelProps) {
  const [rendering, setRendering] = useState<Rendering>('rich');
  return (
    <section
      aria-label="Try it"
      className="flex h-full flex-col bg-surface max-lg:h-[max(480px,calc(100dvh-129px))]"
    >
      <PanelHead testSession={testSession} rendering={rendering} onRendering={setRendering} />
      <TestErrors testSession={testSession} draft={draft} problems={problems} onJump={onJump} />
      {testSession.session ? (
        <>
          <Conversation testSession={testSession} session={testSession.session} rendering={rendering} />
          <VariableList session={testSession.session} />
          <Composer key={testSession.session.id} testSession={testSession} session={testSession.session} />
        </>
      ) : (
        <NotStarted testSession={testSession} possible={findTestBlocker(draft.state, problems) === null} />
      )}
    </section>
  );
}

type PanelHeadProps = {
  testSession: TestSession;
  rendering: Rendering;
  onRendering: (rendering: Rendering) => void;
};

function PanelHead({ testSession, rendering, onRendering }: PanelHeadProps) {
  const { session, outdated } = testSession;
  return (
    <header className="shrink-0 border-b bg-canvas px-4 py-2">
      <div className="flex h-7 items-center gap-2">
        <h2 className="flex-1 font-medium text-sm">Try it</h2>
        <LanguageSelect testSession={testSession} />
        {session && (
          <>
            <SessionStatusBadge status={session.status} />
            <Button size="sm" variant="ghost" pending={testSession.starting} onClick={testSession.start}>
              <RotateCcw aria-hidden /> Restart
            </Button>
            <KeepTestButton flowId={session.flowId} sessionId={session.id} label="Keep as a test" />
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
            {describeStatus(session)}
            {outdated && !isOver(session.status) && '. The draft has changed; restart to test it'}
          </p>
          <select
            aria-label="Show as"
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

function LanguageSelect({ testSession: { language, starting } }: { testSession: TestSession }) {
  if (language.all.length < 2) return null;
  return (
    <select
      aria-label="Language of the test session"
      title="Language; a session that runs is restarted"
      value={language.shown}
      disabled={starting}
      onChange={(event) => language.choose(event.target.value)}
      className="field h-7 w-auto max-w-24 px-1.5 text-xs"
    >
      {language.all.map((one) => (
        <option key={one} value={one}>
          {one}
        </option>
      ))}
    </select>
  );
}

function NotStarted({ testSession, possible }: { testSession: TestSession; possible: boolean }) {
  return (
    <div className="flex flex-1 flex-col justify-center">
      <EmptyState
        icon={MessageSquareText}
        title="Try this draft"
        action={
          <Button disabled={!possible} pending={testSession.starting} onClick={testSession.start}>
            Start a test session
          </Button>
        }
      >
        A test session runs the saved draft without publishing it. It is a real session: HTTP requests are
        made and events are sent.
      </EmptyState>
    </div>
  );
}
