'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { toast } from '@/app/_ui/overlay/toast';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { NoteForm } from './note-form';

// Colleagues write at the same time.
const LOOK_MS = 10_000;

type Note = RouterOutputs['inbox']['listNotes'][number];

/** The private notes of a conversation, and a field for another one. */
export function Notes({ sessionId }: { sessionId: string }) {
  const trpc = useTRPC();
  const mayWrite = useCan('sessions:write');
  const notes = useQuery(trpc.inbox.listNotes.queryOptions({ sessionId }, { refetchInterval: LOOK_MS }));
  const error = toShownError(notes.error);
  if (error && !notes.data) return <ErrorNote error={error} />;
  if (!notes.data) return <Skeleton className="h-10" />;
  return (
    <div className="space-y-2">
      {notes.data.length === 0 && !mayWrite && <p className="text-ink-2 text-sm">There are no notes.</p>}
      {notes.data.length > 0 && (
        <ul aria-label="Notes" className="space-y-2">
          {notes.data.map((note) => (
            <NoteItem key={note.id} note={note} sessionId={sessionId} />
          ))}
        </ul>
      )}
      {mayWrite && <NoteForm key={sessionId} sessionId={sessionId} />}
    </div>
  );
}

function NoteItem({ note, sessionId }: { note: Note; sessionId: string }) {
  const { id, userId, authorName, text, createdAt } = note;
  const { user } = useViewer();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const remove = useMutation(
    trpc.inbox.deleteNote.mutationOptions({
      onSettled: () => invalidate(queries, trpc.inbox.listNotes.pathFilter()),
      onError: (failure) => toast.error(toShownError(failure)?.title ?? ''),
    }),
  );
  return (
    <li className="rounded-md bg-waiting-soft px-2.5 py-2 text-sm">
      <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {text}
      </p>
      <p className="mt-1 flex items-center gap-1.5 text-ink-2 text-xs">
        <span className="min-w-0 truncate">{authorName ?? 'A former member'}</span>
        <RelativeTime at={createdAt} className="shrink-0" />
        {userId === user.id && (
          <Button
            variant="ghost"
            size="icon-sm"
            className="-my-1.5 ml-auto"
            aria-label="Delete the note"
            pending={remove.isPending}
            onClick={() => remove.mutate({ sessionId, noteId: id })}
          >
            <Trash2 aria-hidden className="size-3.5" />
          </Button>
        )}
      </p>
    </li>
  );
}
