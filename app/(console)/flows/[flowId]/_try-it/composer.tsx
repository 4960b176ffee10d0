'use client';
import { SendHorizontal } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { isOver } from '@/app/_features/session/session-status';
import { Button } from '@/app/_ui/button';
import { Input } from '@/app/_ui/form/input';
import { EventSender } from './event-sender';
import { TransferOutcome } from './transfer-outcome';
import type { TestSession } from './use-test-session';

type ComposerProps = { testSession: TestSession; session: NonNullable<TestSession['session']> };

const FOOT = 'shrink-0 border-t bg-canvas p-3';

/** The input of the person: a text, the outcome of a transfer, an event, or a restart. */
export function Composer({ testSession, session }: ComposerProps) {
  const { status, wait } = session;
  if (status === 'awaiting_transfer') return <TransferOutcome className={FOOT} testSession={testSession} />;
  if (wait?.type === 'event')
    return <EventSender className={FOOT} testSession={testSession} event={wait.event} />;
  if (isOver(status))
    return (
      <div className={FOOT}>
        <Button className="w-full" pending={testSession.starting} onClick={testSession.start}>
          Start again
        </Button>
      </div>
    );
  return <TextLine testSession={testSession} />;
}

function TextLine({ testSession }: { testSession: TestSession }) {
  const [text, setText] = useState('');
  const line = useRef<HTMLInputElement>(null);
  useEffect(() => line.current?.focus({ preventScroll: true }), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (testSession.busy || text.trim() === '') return;
    setText('');
    // A text that failed is put back before one typed meanwhile.
    testSession.send({ type: 'text', text }, () => setText((now) => (now === '' ? text : `${text} ${now}`)));
  };
  return (
    <form onSubmit={submit} aria-label="Reply" className={`${FOOT} flex gap-2`}>
      <Input
        ref={line}
        aria-label="Message"
        placeholder="Type a message"
        autoComplete="off"
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button
        type="submit"
        size="lg"
        aria-label="Send"
        pending={testSession.busy}
        disabled={text.trim() === ''}
      >
        <SendHorizontal aria-hidden />
      </Button>
    </form>
  );
}
