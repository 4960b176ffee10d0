'use client';
import { useState } from 'react';
import { cn } from '@/app/_ui/cn';
import { Page } from '@/app/_ui/page/page-header';
import { ConversationRoom } from '../_conversation/conversation-room';
import { ConversationList } from '../_list/conversation-list';
import { useInboxFilters } from '../_list/use-inbox-filters';
import type { Draft } from '../_reply/use-draft';

/** The inbox: the list, the open conversation and its person; one pane at a time on a phone. */
export function InboxPage() {
  const { filters, change, hrefOf } = useInboxFilters();
  const { open } = filters;
  const [first] = useState(open);
  // An unfinished reply is kept while another conversation is open.
  const [drafts] = useState(() => new Map<string, Draft>());
  const leave = () => {
    change({ open: null });
    requestAnimationFrame(() => findRow(open)?.focus());
  };
  return (
    <Page width="full">
      <h1 className="sr-only">Inbox</h1>
      <div className="grid min-h-0 flex-1 grid-cols-1 lg:h-[calc(100dvh-48px)] lg:flex-none lg:grid-cols-[300px_minmax(0,1fr)]">
        <div className={cn('flex min-h-0 min-w-0 flex-col lg:border-r', open && 'max-lg:hidden')}>
          <ConversationList filters={filters} onChange={change} hrefOf={hrefOf} />
        </div>
        <div className={cn('flex min-h-0 min-w-0 flex-col', !open && 'max-lg:hidden')}>
          <ConversationRoom
            key={open}
            sessionId={open}
            isDrawn={open === first}
            drafts={drafts}
            onLeave={leave}
            onOpen={(id) => change({ open: id })}
          />
        </div>
      </div>
    </Page>
  );
}

function findRow(sessionId: string | null): HTMLElement | null {
  return sessionId ? document.querySelector(`a[data-row="${CSS.escape(sessionId)}"]`) : null;
}
