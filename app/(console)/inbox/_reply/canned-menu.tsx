'use client';
import { cn } from '@/app/_ui/cn';
import type { CannedReply } from '../_model/find-replies';

type CannedMenuProps = {
  id: string;
  replies: readonly CannedReply[];
  /** Whether there are any canned replies. */
  hasAny: boolean;
  chosen: CannedReply | undefined;
  onPick: (reply: CannedReply) => void;
};

/** The canned replies that match the text behind the slash. The focus stays in the composer. */
export function CannedMenu({ id, replies, hasAny, chosen, onPick }: CannedMenuProps) {
  return (
    <div className="absolute inset-x-3 bottom-full z-20 mb-1 overflow-hidden rounded-lg bg-raised shadow-pop">
      <p role="status" className="sr-only">
        {replies.length === 1 ? '1 canned reply' : `${String(replies.length)} canned replies`}
      </p>
      {replies.length === 0 ? (
        <p className="px-3 py-2.5 text-ink-2 text-sm">
          {hasAny
            ? 'No matching canned replies.'
            : 'No canned replies yet. Create one under “More”, “Canned replies”.'}
        </p>
      ) : (
        <div id={id} role="listbox" aria-label="Canned replies" className="max-h-60 overflow-y-auto p-1">
          {replies.map((reply) => (
            <button
              key={reply.id}
              id={`${id}-${reply.id}`}
              type="button"
              role="option"
              tabIndex={-1}
              aria-selected={reply.id === chosen?.id}
              onClick={() => onPick(reply)}
              className={cn(
                'block w-full rounded-md px-2 py-1.5 text-left text-sm hover:bg-hover',
                reply.id === chosen?.id && 'bg-hover',
              )}
            >
              <span className="block truncate font-medium">{reply.title}</span>
              <span className="block truncate text-ink-2 text-xs">{reply.text}</span>
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
