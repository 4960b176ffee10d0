'use client';
import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { EmptyState } from '@/app/_ui/state/empty-state';
import { NoResults } from '@/app/_ui/state/no-results';
import type { InboxFilters, Queue } from '../_model/inbox-filters';

type NoConversationsProps = { filters: InboxFilters; onChange: (part: Partial<InboxFilters>) => void };

const TITLES: Record<Queue, string> = {
  waiting: 'Nobody is waiting',
  mine: 'You have no conversations',
  open: 'No open conversations',
  snoozed: 'No snoozed conversations',
  closed: 'No closed conversations yet',
};

const HINTS: Partial<Record<Queue, string>> = {
  mine: 'A conversation becomes yours when you take it or reply in it. Look under Waiting or All.',
  snoozed:
    'Snooze a conversation that cannot go on now. It comes back at its time, or when the customer writes.',
};

/** Shown for an empty queue: how conversations get here. */
export function NoConversations({ filters, onChange }: NoConversationsProps) {
  const { queue, room, label, search } = filters;
  if (room || label || search)
    return (
      <NoResults
        title="No matching conversations"
        onClear={() => onChange({ room: null, label: null, search: '' })}
      >
        Nothing in this queue matches the room, the label and the search.
      </NoResults>
    );
  return (
    <EmptyState icon={Inbox} title={TITLES[queue]}>
      {HINTS[queue] ?? <Ways />}
    </EmptyState>
  );
}

function Ways() {
  return (
    <>
      <p>A conversation appears here when</p>
      <ul className="mt-2 space-y-1.5 text-left">
        <Way>its room is answered by people, or by people with a flow that proposes replies,</Way>
        <Way>
          its flow reaches a <b className="font-medium text-ink">transfer</b> node,
        </Way>
        <Way>another system hands it to a person, or a member takes it under All.</Way>
      </ul>
    </>
  );
}

function Way({ children }: { children: ReactNode }) {
  return (
    <li className="flex gap-2">
      <span aria-hidden className="text-ink-3">
        –
      </span>
      <span>{children}</span>
    </li>
  );
}
