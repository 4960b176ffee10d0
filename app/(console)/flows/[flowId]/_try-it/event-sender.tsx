'use client';
import { type FormEvent, useState } from 'react';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/field';
import { Textarea } from '@/app/_ui/form/textarea';
import type { TestInput, TestSession } from './use-test-session';

/** A form that sends the event the flow waits for. */
export function EventSender({
  testSession,
  event,
  className,
}: {
  testSession: TestSession;
  event: string;
  className: string;
}) {
  const [text, setText] = useState('{}');
  const parsed = parseDraft(text);
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (!parsed.ok || testSession.busy) return;
    const payload = parsed.draft as Extract<TestInput, { type: 'event' }>['payload'];
    testSession.send({ type: 'event', name: event, payload });
  };
  return (
    <form onSubmit={submit} aria-label={`Send the event ${event}`} className={`${className} space-y-2`}>
      <Field label={`Payload of ${event}`} error={parsed.ok ? null : parsed.error.message}>
        {(props) => (
          <Textarea
            {...props}
            className="min-h-14 font-mono text-xs"
            spellCheck={false}
            value={text}
            onChange={(changed) => setText(changed.target.value)}
          />
        )}
      </Field>
      <Button type="submit" className="w-full" pending={testSession.busy} disabled={!parsed.ok}>
        Send event
      </Button>
    </form>
  );
}
