'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ChipEditor } from '@/app/_ui/form/chip-editor';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { useInvalidateInbox } from '../_conversation/use-conversation';
import type { Conversation } from '../_model/describe-hold';

/** The labels of a conversation, and a field that adds one. */
export function Labels({ conversation: { id: sessionId, labels } }: { conversation: Conversation }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const mayWrite = useCan('sessions:write');
  const refresh = useInvalidateInbox();
  const known = useQuery({ ...trpc.inbox.listLabels.queryOptions(), enabled: mayWrite });
  const set = useMutation(
    trpc.inbox.setLabels.mutationOptions({
      onSettled: () => Promise.all([refresh(), invalidate(queries, trpc.inbox.listLabels.pathFilter())]),
    }),
  );
  const error = toShownError(set.error);
  return (
    <div className="space-y-2">
      <ChipEditor
        label="Labels"
        noun="label"
        values={labels}
        known={known.data ?? []}
        maxLength={40}
        readOnly={!mayWrite}
        onChange={(next) => set.mutate({ sessionId, labels: next })}
      />
      {error && <ErrorNote error={error} />}
    </div>
  );
}
