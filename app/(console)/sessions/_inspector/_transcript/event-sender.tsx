'use client';
import { useState } from 'react';
import { parseJson } from '@/app/_lib/parse-json-value';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Textarea } from '@/app/_ui/form/textarea';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Bar } from './bar';
import { useSend } from './use-send';

/** Sends the event that a flow waits for, with a payload. */
export function EventSender({ sessionId, event }: { sessionId: string; event: string }) {
  const [text, setText] = useState('{}');
  const send = useSend(sessionId);
  const parsed = parseJson(text);
  const problem = parsed.ok ? null : { title: 'The payload is not JSON.', advice: parsed.reason };
  const error = problem ?? toShownError(send.error);
  const submit = () => {
    if (parsed.ok && !send.isPending)
      send.mutate({ sessionId, input: { type: 'event', name: event, payload: parsed.value } });
  };
  return (
    <Bar>
      <form
        aria-label="Send the event"
        className="space-y-2"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          submit();
        }}
      >
        <p>
          The flow waits for the event <span className="font-mono text-ink text-xs">{event}</span>.
        </p>
        {error && <ErrorNote error={error} />}
        <div className="flex items-end gap-2">
          <Textarea
            aria-label="Payload of the event, as JSON"
            value={text}
            rows={1}
            spellCheck={false}
            onChange={(change) => setText(change.target.value)}
            className="block min-h-9 resize-none font-mono text-xs leading-5"
          />
          <Button type="submit" size="lg" pending={send.isPending} disabled={!parsed.ok}>
            Send event
          </Button>
        </div>
      </form>
    </Bar>
  );
}
