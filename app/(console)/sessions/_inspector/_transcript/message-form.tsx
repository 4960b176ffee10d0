'use client';
import { SendHorizontal } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Textarea } from '@/app/_ui/form/textarea';
import { ErrorNote, type ShownError } from '@/app/_ui/state/error-state';

const MAX_CHARS = 10_000;

type MessageFormProps = {
  /** The accessible name of the form. */
  name: string;
  label: string;
  placeholder: string;
  error: ShownError | null;
  /** Sends a text, after those sent before it; a text that was not sent returns to the field. */
  onSend: (text: string) => Promise<unknown>;
};

/** A field for a message; Enter sends it, Shift-Enter starts a new line. */
export function MessageForm({ name, label, placeholder, error, onSend }: MessageFormProps) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    setText('');
    onSend(text).catch(() => setText((now) => (now === '' ? text : `${text}\n${now}`)));
  };
  const onKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    submit(event);
  };
  return (
    <form onSubmit={submit} aria-label={name} className="space-y-2">
      {error && <ErrorNote error={error} />}
      <div className="flex items-end gap-2">
        <Textarea
          aria-label={label}
          placeholder={placeholder}
          value={text}
          maxLength={MAX_CHARS}
          rows={1}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKey}
          className="field-sizing-content block max-h-40 min-h-9 resize-none"
        />
        <Button type="submit" size="icon" variant="primary" aria-label="Send" disabled={text.trim() === ''}>
          <SendHorizontal aria-hidden />
        </Button>
      </div>
    </form>
  );
}
