'use client';
import type { MouseEvent } from 'react';
import { useViewer } from '@/app/_lib/viewer';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { cn } from '@/app/_ui/cn';
import { preparing } from '@/app/_ui/overlay/lazy-dialog';
import { Badge } from '@/app/_ui/value/badge';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { StatusDot } from '@/app/_ui/value/status-badge';
import { LAZY_CONVERSATION } from '../_conversation/lazy-conversation';
import { describeHold } from '../_model/describe-hold';

type ConversationRowProps = {
  conversation: RouterOutputs['inbox']['list']['items'][number];
  href: string;
  here: boolean;
  onOpen: () => void;
};

/** A conversation in the list: the person, the last message, who answers, and the number of unread messages. */
export function ConversationRow({ conversation, href, here, onOpen }: ConversationRowProps) {
  const { user } = useViewer();
  const { id, person, lastText, lastDirection, unread, waitingSince, lastActivityAt, finishedAt, labels } =
    conversation;
  const hold = describeHold(conversation, user.id);
  const isNew = unread > 0 && !finishedAt;
  const open = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <li>
      <a
        data-row={id}
        href={href}
        aria-current={here || undefined}
        onClick={open}
        {...preparing(LAZY_CONVERSATION)}
        className={cn(
          'block space-y-1 px-4 py-2.5 transition-colors focus-visible:outline-offset-[-2px]',
          here ? 'bg-hover' : 'hover:bg-subtle',
        )}
      >
        <span className="flex items-baseline gap-2">
          <span
            dir="auto"
            className={cn('min-w-0 truncate text-sm', isNew ? 'font-semibold' : 'font-medium')}
          >
            {person}
          </span>
          <RelativeTime
            at={hold.tone === 'waiting' ? (waitingSince ?? lastActivityAt) : lastActivityAt}
            className="ml-auto shrink-0 text-ink-2 text-xs"
          />
        </span>
        <span className="flex items-center gap-2">
          <span className={cn('min-w-0 flex-1 truncate text-sm', isNew ? 'text-ink' : 'text-ink-2')}>
            {lastDirection === 'outbound' && <span className="sr-only">Answered: </span>}
            {lastDirection === 'outbound' && <span aria-hidden>↩ </span>}
            <bdi>{lastText ?? 'No messages yet'}</bdi>
          </span>
          {isNew && (
            <span className="tabular flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full bg-ink px-1 font-medium text-surface text-xs">
              {unread > 99 ? '99+' : unread}
              <span className="sr-only"> unread</span>
            </span>
          )}
        </span>
        <span className="flex items-center gap-1.5 text-ink-2 text-xs">
          <StatusDot tone={hold.tone} className="shrink-0" />
          <span className="shrink-0">{hold.words}</span>
          <span className="min-w-0 truncate">· {conversation.roomName ?? conversation.channelName}</span>
        </span>
        {labels.length > 0 && (
          <span className="flex gap-1 overflow-hidden">
            {labels.map((label) => (
              <Badge key={label} className="min-w-0">
                <bdi className="truncate">{label}</bdi>
              </Badge>
            ))}
          </span>
        )}
      </a>
    </li>
  );
}
