'use client';
import { ChevronRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { SessionEvent } from '@/app/_features/session/view';
import { cn } from '@/app/_ui/cn';
import { ExactTime } from '@/app/_ui/value/exact-time';
import { JsonView } from '@/app/_ui/value/json-view';
import { turnOfEvent } from '../_model/event-log';

/** All events of the session as callers receive them, numbered; those of the chosen turn are marked and in sight. */
export function EventList({ events, turn }: { events: readonly SessionEvent[]; turn: number }) {
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.querySelector(`[data-of-turn="${String(turn)}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [turn]);
  return (
    <ol ref={list} aria-label="Events" className="divide-y text-sm">
      {events.map((event) => (
        <Row key={event.id} event={event} mine={turnOfEvent(event.id) === turn} />
      ))}
    </ol>
  );
}

function Row({ event, mine }: { event: SessionEvent; mine: boolean }) {
  const { id, at, type } = event;
  return (
    <li data-of-turn={turnOfEvent(id)} className={cn(mine && 'bg-accent-soft')}>
      <details className="[&[open]>summary_svg]:rotate-90">
        <summary className="flex cursor-pointer list-none items-center gap-2 px-4 py-1.5 hover:bg-hover focus-visible:outline-offset-[-2px] [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-3.5 shrink-0 text-ink-3" />
          <span className="tabular w-12 shrink-0 font-mono text-ink-2 text-xs">{id}</span>
          <span className="shrink-0 font-mono text-xs">{type}</span>
          <span className="min-w-0 flex-1 truncate text-ink-2 text-xs">{preview(event)}</span>
          <ExactTime at={at} style="second" className="tabular shrink-0 text-ink-2 text-xs" />
        </summary>
        <div className="border-t bg-surface px-4 py-2">
          <JsonView value={toPlain(event)} openDepth={3} />
        </div>
      </details>
    </li>
  );
}

function preview(event: SessionEvent): string {
  switch (event.type) {
    case 'message.sent':
    case 'message.received':
      return event.data.text || event.data.kind;
    case 'variables.changed':
      return Object.keys(event.data.set).join(', ');
    case 'event.emitted':
      return event.data.name;
    case 'status.changed':
      return event.data.status;
    case 'session.started':
      return '';
  }
}

// As on the wire, where dates are texts.
function toPlain(event: SessionEvent): unknown {
  return JSON.parse(JSON.stringify(event));
}
