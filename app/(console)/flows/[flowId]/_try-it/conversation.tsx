'use client';
import { useEffect, useMemo, useRef } from 'react';
import { PartialReply } from '@/app/_features/session/partial-reply';
import { Transcript } from '@/app/_features/session/transcript';
import { cn } from '@/app/_ui/cn';
import { labelOf } from './_model/label-of';
import { type Rendering, render } from './_model/render';
import type { TestSession } from './use-test-session';

type ConversationProps = {
  testSession: TestSession;
  session: NonNullable<TestSession['session']>;
  rendering: Rendering;
};

// A scrolling area must be reachable by keyboard; role=log announces new lines.
const LOG = { role: 'log', tabIndex: 0, 'aria-label': 'Conversation' };

/** The transcript; it follows the newest message. */
export function Conversation({ testSession, session, rendering }: ConversationProps) {
  const shown = useMemo(() => render(testSession.messages, rendering), [testSession.messages, rendering]);
  const log = useRef<HTMLDivElement>(null);
  const size = testSession.messages.length + testSession.partial.length;
  useEffect(() => {
    if (size > 0) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [size]);
  const choose = (value: string) =>
    testSession.send({ type: 'text', text: labelOf(testSession.messages, value), value });
  return (
    <div
      ref={log}
      {...LOG}
      aria-busy={testSession.busy}
      className={cn('min-h-0 flex-1 overflow-y-auto p-2', testSession.starting && 'opacity-50')}
    >
      <Transcript
        messages={shown}
        onChoose={session.status === 'awaiting_input' && !testSession.busy ? choose : undefined}
      />
      <PartialReply text={testSession.partial} />
    </div>
  );
}
