'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Input } from '@/app/_ui/form/input';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { Badge } from '@/app/_ui/value/badge';
import { useInvalidateInbox } from '../_conversation/use-conversation';
import type { Conversation } from '../_model/describe-hold';

/** The labels of a conversation, and a field that adds one. */
export function Labels({ conversation: { id, labels } }: { conversation: Conversation }) {
  const mayWrite = useCan('sessions:write');
  const { save, error } = useLabels(id);
  return (
    <div className="space-y-2">
      {labels.length > 0 ? (
        <ul aria-label="Labels" className="flex flex-wrap gap-1.5">
          {labels.map((label) => (
            <li key={label} className="max-w-full">
              <Badge className="max-w-full">
                <bdi className="truncate">{label}</bdi>
                {mayWrite && (
                  <button
                    type="button"
                    aria-label={`Remove ${label}`}
                    onClick={() => save(labels.filter((other) => other !== label))}
                    className="-mr-1 rounded-sm p-0.5 hover:text-ink"
                  >
                    <X aria-hidden className="size-3" />
                  </button>
                )}
              </Badge>
            </li>
          ))}
        </ul>
      ) : (
        !mayWrite && <p className="text-ink-2 text-sm">There are no labels.</p>
      )}
      {mayWrite && <AddLabel labels={labels} onAdd={(label) => save([...labels, label])} />}
      {error && <ErrorNote error={error} />}
    </div>
  );
}

function useLabels(sessionId: string) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const refresh = useInvalidateInbox();
  const set = useMutation(
    trpc.inbox.setLabels.mutationOptions({
      onSettled: () => Promise.all([refresh(), invalidate(queries, trpc.inbox.listLabels.pathFilter())]),
    }),
  );
  return {
    save: (labels: string[]) => set.mutate({ sessionId, labels }),
    error: toShownError(set.error),
  };
}

function AddLabel({ labels, onAdd }: { labels: readonly string[]; onAdd: (label: string) => void }) {
  const trpc = useTRPC();
  const known = useQuery(trpc.inbox.listLabels.queryOptions());
  const list = useId();
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const label = text.trim();
    if (label !== '' && !labels.includes(label)) onAdd(label);
    setText('');
  };
  return (
    <form aria-label="New label" onSubmit={submit}>
      <Input
        aria-label="Label"
        placeholder="Add a label"
        list={list}
        maxLength={40}
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="h-8"
      />
      <datalist id={list}>
        {known.data
          ?.filter((label) => !labels.includes(label))
          .map((label) => (
            <option key={label} value={label} />
          ))}
      </datalist>
    </form>
  );
}
