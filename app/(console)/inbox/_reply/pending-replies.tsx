'use client';
import { CircleAlert } from 'lucide-react';
import { Button } from '@/app/_ui/button';
import type { PendingReply } from './use-replies';

type PendingRepliesProps = {
  pending: readonly PendingReply[];
  onAgain: (reply: PendingReply) => void;
  onDrop: (key: number) => void;
};

/** Replies being sent, and those that failed. */
export function PendingReplies({ pending, onAgain, onDrop }: PendingRepliesProps) {
  if (pending.length === 0) return null;
  return (
    <ul aria-label="Replies being sent" className="space-y-2 px-3 pb-3">
      {pending.map((reply) => (
        <li key={reply.key} className="flex flex-col items-end gap-1 pl-8">
          <p
            dir="auto"
            className="w-fit max-w-full whitespace-pre-wrap rounded-lg rounded-tr-sm border border-dashed px-3 py-2 text-ink-2 [overflow-wrap:anywhere]"
          >
            {reply.text}
          </p>
          {reply.error ? (
            <p role="alert" className="flex flex-wrap items-center gap-2 text-failed text-xs">
              <CircleAlert aria-hidden className="size-3.5" /> Not sent: {reply.error.title}
              <Button variant="link" onClick={() => onAgain(reply)}>
                Send again
              </Button>
              <Button variant="link" onClick={() => onDrop(reply.key)}>
                Discard
              </Button>
            </p>
          ) : (
            <p className="text-ink-2 text-xs">Sending</p>
          )}
        </li>
      ))}
    </ul>
  );
}
