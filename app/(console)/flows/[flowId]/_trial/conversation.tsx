'use client';
import { useEffect, useMemo, useRef } from 'react';
import { Transcript } from '@/app/_features/session/transcript';
import { cn } from '@/app/_ui/cn';
import { labelOf } from './label-of';
import { type Rendering, render } from './render';
import type { Trial } from './use-trial';

type ConversationProps = { trial: Trial; session: NonNullable<Trial['session']>; rendering: Rendering };

// What scrolls must be reachable by the keyboard; new lines are read out as they come.
const LOG = { role: 'log', tabIndex: 0, 'aria-label': 'Conversation' };

/** What was said so far; follows the newest line. */
export function Conversation({ trial, session, rendering }: ConversationProps) {
  const shown = useMemo(() => render(trial.messages, rendering), [trial.messages, rendering]);
  const log = useRef<HTMLDivElement>(null);
  const count = trial.messages.length;
  useEffect(() => {
    if (count > 0) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [count]);
  const choose = (value: string) => trial.send({ type: 'text', text: labelOf(trial.messages, value), value });
  return (
    <div
      ref={log}
      {...LOG}
      aria-busy={trial.busy}
      className={cn('min-h-0 flex-1 overflow-y-auto p-2', trial.starting && 'opacity-50')}
    >
      <Transcript
        messages={shown}
        onChoose={session.status === 'awaiting_input' && !trial.busy ? choose : undefined}
      />
    </div>
  );
}
