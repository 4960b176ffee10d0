'use client';
import { ArrowLeft, Ellipsis, ExternalLink, MessagesSquare, UserRound, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { lazyModule } from '@/app/_lib/lazy-module';
import { paths } from '@/app/_lib/paths';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { Button } from '@/app/_ui/button';
import { DropdownMenu, DropdownMenuTrigger } from '@/app/_ui/overlay/dropdown-menu';
import { DropdownMenuContent, DropdownMenuItem } from '@/app/_ui/overlay/dropdown-menu-items';
import { LazyDialog } from '@/app/_ui/overlay/lazy-dialog';
import { ExactTime } from '@/app/_ui/value/exact-time';
import { RelativeTime } from '@/app/_ui/value/relative-time';
import { StatusBadge } from '@/app/_ui/value/status-badge';
import { type Conversation, describeHold, toHandBack } from '../_model/describe-hold';
import { WorkMenu } from '../_work/work-menu';

const REPLIES_DIALOG = lazyModule(() =>
  import('../_reply/replies-dialog').then((module) => module.RepliesDialog),
);
const CLOSE_DIALOG = lazyModule(() => import('./close-dialog').then((module) => module.CloseDialog));
const HAND_BACK_DIALOG = lazyModule(() =>
  import('./hand-back-dialog').then((module) => module.HandBackDialog),
);

const ASSIGN_DIALOG = lazyModule(() =>
  import('../_work/assign-dialog').then((module) => module.AssignDialog),
);
const SNOOZE_DIALOG = lazyModule(() =>
  import('../_work/snooze-dialog').then((module) => module.SnoozeDialog),
);

const PERSON_SHEET = lazyModule(() => import('./person-sheet').then((module) => module.PersonSheet));

type Task = 'handBack' | 'close' | 'person' | 'replies' | 'assign' | 'snooze';

type ConversationHeaderProps = {
  conversation: Conversation;
  take: { run: () => void; isPending: boolean };
  onLeave: () => void;
  onOpen: (sessionId: string) => void;
};

/** The person, who answers, and the actions on the conversation. */
export function ConversationHeader({ conversation, take, onLeave, onOpen }: ConversationHeaderProps) {
  const { user } = useViewer();
  const mayWrite = useCan('sessions:write');
  const [task, setTask] = useState<Task | null>(null);
  const { id, person, assigneeId, assigneeName, finishedAt, waitingSince, snoozedUntil } = conversation;
  const hold = describeHold(conversation, user.id);
  const how = mayWrite ? toHandBack(conversation) : null;
  const mayTake = mayWrite && finishedAt === null && assigneeId !== user.id;
  const close = () => setTask(null);
  // Another person handed it back meanwhile: the dialog closes and does not reopen by itself for the next holder.
  if (task === 'handBack' && !how) close();
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-2.5">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Back to the list"
        className="-ml-2 lg:hidden"
        onClick={onLeave}
      >
        <ArrowLeft aria-hidden />
      </Button>
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-semibold text-base">{person}</h2>
        <p className="flex items-center gap-2 text-ink-2 text-xs">
          <StatusBadge tone={hold.tone}>{hold.words}</StatusBadge>
          {hold.tone === 'waiting' && waitingSince && (
            <RelativeTime at={waitingSince} className="whitespace-nowrap" />
          )}
          {snoozedUntil && (
            <span className="whitespace-nowrap">
              Snoozed until <ExactTime at={snoozedUntil} style="day and minute" />
            </span>
          )}
          <span className="min-w-0 truncate">{conversation.roomName ?? conversation.channelName}</span>
        </p>
      </div>
      <div className="flex items-center gap-2">
        {mayTake && (
          <Button variant={assigneeId ? 'secondary' : 'primary'} pending={take.isPending} onClick={take.run}>
            {assigneeId ? `Take over from ${assigneeName ?? 'them'}` : 'Take'}
          </Button>
        )}
        {how && <Button onClick={() => setTask('handBack')}>Hand back</Button>}
        <DropdownMenu>
          <DropdownMenuTrigger asChild>
            <Button variant="ghost" size="icon" aria-label="More">
              <Ellipsis aria-hidden />
            </Button>
          </DropdownMenuTrigger>
          <DropdownMenuContent>
            <DropdownMenuItem className="xl:hidden" onSelect={() => setTask('person')}>
              <UserRound aria-hidden /> About the person
            </DropdownMenuItem>
            <DropdownMenuItem asChild>
              <Link href={paths.session(id)}>
                <ExternalLink aria-hidden /> Open the session
              </Link>
            </DropdownMenuItem>
            <DropdownMenuItem onSelect={() => setTask('replies')}>
              <MessagesSquare aria-hidden /> Canned replies
            </DropdownMenuItem>
            {mayWrite && finishedAt === null && <WorkMenu conversation={conversation} onTask={setTask} />}
            {mayWrite && finishedAt === null && (
              <DropdownMenuItem danger onSelect={() => setTask('close')}>
                <X aria-hidden /> Close the conversation
              </DropdownMenuItem>
            )}
          </DropdownMenuContent>
        </DropdownMenu>
      </div>
      {task === 'handBack' && how && (
        <LazyDialog
          from={HAND_BACK_DIALOG}
          isWanted
          conversation={conversation}
          asks={how === 'outcome'}
          onClose={close}
        />
      )}
      {task === 'assign' && (
        <LazyDialog from={ASSIGN_DIALOG} isWanted conversation={conversation} onClose={close} />
      )}
      {task === 'snooze' && (
        <LazyDialog from={SNOOZE_DIALOG} isWanted conversation={conversation} onClose={close} />
      )}
      <LazyDialog from={CLOSE_DIALOG} conversation={conversation} open={task === 'close'} onClose={close} />
      {task === 'replies' && <LazyDialog from={REPLIES_DIALOG} isWanted onClose={close} />}
      <LazyDialog
        from={PERSON_SHEET}
        open={task === 'person'}
        onClose={close}
        conversation={conversation}
        onOpen={onOpen}
      />
    </header>
  );
}
