'use client';
import { SendHorizontal } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ErrorNote } from '@/app/_ui/error-state';
import { Textarea } from '@/app/_ui/textarea';
import { Bar } from './bar';
import { useSend } from './use-send';

const MAX_CHARS = 10_000;

/** Says something as the person. `busy`: the flow is at work and takes it afterwards. */
export function Composer({ sessionId, busy }: { sessionId: string; busy: boolean }) {
  const [text, setText] = useState('');
  const send = useSend(sessionId, () => setText(''));
  const error = toShownError(send.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && !send.isPending) send.mutate({ sessionId, input: { type: 'text', text } });
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    submit(event);
  };
  return (
    <Bar>
      <form onSubmit={submit} aria-label="Send as the person" className="space-y-2">
        {error && <ErrorNote error={error} />}
        <div className="flex items-end gap-2">
          <Textarea
            aria-label="Message as the person"
            placeholder={busy ? 'The flow is working; this is taken next' : 'Send as the person'}
            value={text}
            maxLength={MAX_CHARS}
            rows={1}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKey}
            className="block max-h-40 min-h-9 resize-none"
          />
          <Button
            type="submit"
            size="lg"
            variant="primary"
            pending={send.isPending}
            disabled={text.trim() === ''}
          >
            <SendHorizontal aria-hidden /> Send
          </Button>
        </div>
      </form>
    </Bar>
  );
}
