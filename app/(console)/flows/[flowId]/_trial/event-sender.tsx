'use client';
import { type FormEvent, useState } from 'react';
import { parseDraft } from '@/app/_features/flow/json/parse-draft';
import { Button } from '@/app/_ui/button';
import { Field } from '@/app/_ui/form/form';
import { Textarea } from '@/app/_ui/form/textarea';
import type { Trial, TrialInput } from './use-trial';

/** Sends the event that the flow waits for, with a payload. */
export function EventSender({ trial, event, className }: { trial: Trial; event: string; className: string }) {
  const [text, setText] = useState('{}');
  const parsed = parseDraft(text);
  const submit = (submitted: FormEvent) => {
    submitted.preventDefault();
    if (!parsed.ok || trial.busy) return;
    const payload = parsed.draft as Extract<TrialInput, { type: 'event' }>['payload'];
    trial.send({ type: 'event', name: event, payload });
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
      <Button type="submit" className="w-full" pending={trial.busy} disabled={!parsed.ok}>
        Send event
      </Button>
    </form>
  );
}
