'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { ChipEditor } from '@/app/_ui/form/chip-editor';
import { Dialog, DialogBody, DialogContent } from '@/app/_ui/overlay/dialog';
import { ErrorNote } from '@/app/_ui/state/error-state';
import { listTags } from '../_model/flow-list-queries';

type TagsDialogProps = { flow: { id: string; name: string; tags: string[] }; onClose: () => void };

/** Adds and removes the tags of a flow, each at once. */
export function TagsDialog({ flow: { id: flowId, name, tags }, onClose }: TagsDialogProps) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [shown, setShown] = useState<readonly string[]>(tags);
  const known = useQuery(listTags(trpc));
  const set = useMutation(
    trpc.flow.setTags.mutationOptions({
      onSuccess: setShown,
      onSettled: () =>
        Promise.all([
          invalidate(queries, trpc.flow.list.pathFilter()),
          invalidate(queries, trpc.flow.listTags.pathFilter()),
          invalidate(queries, trpc.flow.get.queryFilter({ flowId })),
        ]),
    }),
  );
  const error = toShownError(set.error);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Tags of ${name}`}
        description="Tags group flows in the list. They are exported with the flow. At most 20."
      >
        <DialogBody>
          <ChipEditor
            label="Tags"
            noun="tag"
            values={shown}
            known={known.data ?? []}
            maxLength={40}
            readOnly={false}
            autoFocus
            onChange={(next) => set.mutate({ flowId, tags: next })}
          />
          {error && <ErrorNote error={error} />}
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}
