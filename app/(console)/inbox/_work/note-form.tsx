'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { Textarea } from '@/app/_ui/form/textarea';
import { ErrorNote } from '@/app/_ui/state/error-state';

/** The field for a private note. */
export function NoteForm({ sessionId }: { sessionId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const add = useMutation(
    trpc.inbox.addNote.mutationOptions({
      onSuccess: async () => {
        setText('');
        await invalidate(queries, trpc.inbox.listNotes.pathFilter());
      },
    }),
  );
  const error = toShownError(add.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== '' && !add.isPending) add.mutate({ sessionId, text });
  };
  return (
    <form aria-label="New note" onSubmit={submit} className="space-y-2">
      <Textarea
        dir="auto"
        aria-label="Note"
        placeholder="Only members see notes"
        maxLength={4_000}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="min-h-16 text-sm"
      />
      {error && <ErrorNote error={error} />}
      {text.trim() !== '' && (
        <Button type="submit" size="sm" pending={add.isPending}>
          Add note
        </Button>
      )}
    </form>
  );
}
