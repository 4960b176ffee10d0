'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { cn } from '@/app/_ui/cn';
import { QUEUES, type Queue } from '../_model/inbox-filters';
import { countConversations } from '../_model/inbox-queries';

const MOST_SHOWN = 999;

type QueueTabsProps = { queue: Queue; onChange: (queue: Queue) => void };

/** The tabs of the queues with their numbers of conversations. */
export function QueueTabs({ queue, onChange }: QueueTabsProps) {
  const trpc = useTRPC();
  const counts = useQuery(countConversations(trpc));
  return (
    <fieldset aria-label="Queue" className="grid grid-cols-5 gap-px rounded-md border bg-subtle p-px">
      {QUEUES.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === queue}
          onClick={() => onChange(value)}
          className={cn(
            'flex h-11 flex-col items-center justify-center rounded-sm text-xs transition-colors',
            value === queue ? 'bg-surface font-medium text-ink' : 'text-ink-2 hover:text-ink',
          )}
        >
          <span>{label}</span>{' '}
          <span
            className={cn(
              'tabular',
              value === 'waiting' && counts.data?.waiting ? 'text-waiting' : 'text-ink-2',
            )}
          >
            {toCount(counts.data?.[value])}
          </span>
        </button>
      ))}
    </fieldset>
  );
}

function toCount(count: number | undefined): string {
  if (count === undefined) return '–';
  return count > MOST_SHOWN ? `${String(MOST_SHOWN)}+` : String(count);
}
