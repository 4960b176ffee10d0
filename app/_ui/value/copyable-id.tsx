'use client';
import { Check, Copy } from 'lucide-react';
import { cn } from '../cn';
import { useCopy } from './use-copy';

const HEAD = 8;

/** An id, shortened to its distinctive part and copied completely by a click. */
export function CopyableId({
  id,
  label = 'id',
  full = false,
  className,
}: {
  id: string;
  label?: string;
  full?: boolean;
  className?: string;
}) {
  const { copied, copy } = useCopy();
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      title={id}
      aria-label={`Copy ${label} ${id}`}
      onClick={(event) => {
        event.preventDefault();
        event.stopPropagation();
        copy(id);
      }}
      className={cn(
        'group/id relative z-10 inline-flex base:max-w-full items-center gap-1 rounded-sm font-mono text-ink-2 text-xs hover:text-ink',
        className,
      )}
    >
      <span className="truncate">{full ? id : shortId(id)}</span>
      <Icon
        aria-hidden
        className={cn(
          'size-3 shrink-0 base:opacity-0 group-hover/id:opacity-100 group-focus-visible/id:opacity-100',
          copied && 'text-live opacity-100',
        )}
      />
    </button>
  );
}

/** The last part of a time-ordered id is distinctive; its first part is the same for a minute. */
export function shortId(id: string): string {
  return id.length > HEAD + 4 ? id.slice(-HEAD) : id;
}
