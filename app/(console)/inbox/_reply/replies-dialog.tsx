'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCan } from '@/app/_lib/viewer';
import { useTRPC } from '@/app/_trpc/context';
import { invalidate } from '@/app/_trpc/invalidate';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ConfirmDialog } from '@/app/_ui/overlay/confirm-dialog';
import { Dialog, DialogBody, DialogContent, DialogFooter } from '@/app/_ui/overlay/dialog';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { CannedReply } from '../_model/find-replies';
import { ReplyForm } from './reply-form';

/** The canned replies of the organization, to be read, created, changed and deleted. */
export function RepliesDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <Replies />
    </Dialog>
  );
}

function Replies() {
  const trpc = useTRPC();
  const mayWrite = useCan('sessions:write');
  const [form, setForm] = useState<{ reply: CannedReply | null } | null>(null);
  const [removing, setRemoving] = useState<CannedReply | null>(null);
  const replies = useQuery(trpc.inbox.listReplies.queryOptions());
  const error = toShownError(replies.error);
  if (form) return <ReplyForm reply={form.reply} onDone={() => setForm(null)} />;
  return (
    <DialogContent title="Canned replies" description="Texts that every member can send: type / in a reply.">
      <DialogBody className="p-0">
        {error && !replies.data && <ErrorState error={error} onRetry={replies.refetch} />}
        {!error && !replies.data && <Skeleton className="m-5 h-16" />}
        {replies.data?.length === 0 && (
          <p className="px-5 py-8 text-center text-ink-2 text-sm">
            None yet. Create one for each text that you send often: a greeting, opening hours, how a refund
            works.
          </p>
        )}
        <ul className="divide-y">
          {replies.data?.map((reply) => (
            <li key={reply.id} className="flex items-start gap-3 px-5 py-2.5">
              <div className="min-w-0 flex-1">
                <p className="truncate font-medium text-sm">{reply.title}</p>
                <p className="line-clamp-2 text-ink-2 text-xs">{reply.text}</p>
              </div>
              {mayWrite && (
                <div className="flex shrink-0">
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={`Edit ${reply.title}`}
                    onClick={() => setForm({ reply })}
                  >
                    <Pencil aria-hidden />
                  </Button>
                  <Button
                    variant="ghost"
                    size="icon-sm"
                    aria-label={`Remove ${reply.title}`}
                    onClick={() => setRemoving(reply)}
                  >
                    <Trash2 aria-hidden />
                  </Button>
                </div>
              )}
            </li>
          ))}
        </ul>
      </DialogBody>
      {mayWrite && (
        <DialogFooter>
          <Button variant="primary" onClick={() => setForm({ reply: null })}>
            <Plus aria-hidden /> New canned reply
          </Button>
        </DialogFooter>
      )}
      <RemoveReply reply={removing} onClose={() => setRemoving(null)} />
    </DialogContent>
  );
}

function RemoveReply({ reply, onClose }: { reply: CannedReply | null; onClose: () => void }) {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const remove = useMutation(
    trpc.inbox.removeReply.mutationOptions({
      onSuccess: () => invalidate(cache, trpc.inbox.listReplies.pathFilter()),
    }),
  );
  return (
    <ConfirmDialog
      open={reply !== null}
      onOpenChange={(open) => {
        remove.reset();
        if (!open) onClose();
      }}
      title={`Remove “${reply?.title ?? ''}”?`}
      action="Remove reply"
      pending={remove.isPending}
      error={toShownError(remove.error)}
      onConfirm={() => reply && remove.mutate({ id: reply.id }, { onSuccess: onClose })}
    >
      It can no longer be chosen. Messages sent with it are kept.
    </ConfirmDialog>
  );
}
