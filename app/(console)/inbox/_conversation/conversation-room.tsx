'use client';
import { MessageSquareText } from 'lucide-react';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { Kbd } from '@/app/_ui/value/kbd';
import type { RoomProps } from '../_model/room-props';
import { BubbleSkeletons } from './bubble-skeletons';
import { ConversationPane } from './conversation-pane';
import { PersonPane } from './person-pane';
import { useConversation } from './use-conversation';

/** The area beside the list: the open conversation and its person, or a hint how to open one. */
export function ConversationRoom({ sessionId, ...room }: RoomProps & { sessionId: string | null }) {
  return sessionId ? <OpenConversation sessionId={sessionId} {...room} /> : <NothingOpen />;
}

function OpenConversation({ sessionId, ...room }: RoomProps & { sessionId: string }) {
  const found = useConversation(sessionId);
  const error = toShownError(found.error);
  if (!found.data)
    return error ? (
      <div>
        <ErrorState error={error} onRetry={found.refetch} />
        <div className="flex justify-center">
          <Button onClick={room.onLeave}>Back to the list</Button>
        </div>
      </div>
    ) : (
      <PaneSkeleton />
    );
  const { conversation, suggestions } = found.data;
  return (
    <div className="grid min-h-0 flex-1 grid-cols-1 xl:grid-cols-[minmax(0,1fr)_280px]">
      <ConversationPane conversation={conversation} suggestions={suggestions} {...room} />
      <aside aria-label="The person" className="min-h-0 overflow-y-auto border-l bg-surface max-xl:hidden">
        <PersonPane conversation={conversation} onOpen={room.onOpen} />
      </aside>
    </div>
  );
}

function NothingOpen() {
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-3 p-6 text-center text-ink-2 text-sm">
      <MessageSquareText aria-hidden className="size-6 text-ink-3" />
      <p className="font-medium text-base text-ink">Choose a conversation</p>
      <dl className="grid grid-cols-[auto_auto] items-center gap-x-3 gap-y-1.5 text-left">
        <dt className="flex justify-end gap-1">
          <Kbd>j</Kbd>
          <Kbd>k</Kbd>
        </dt>
        <dd>Down and up the list</dd>
        <dt className="flex justify-end">
          <Kbd>Enter</Kbd>
        </dt>
        <dd>Open</dd>
        <dt className="flex justify-end">
          <Kbd>t</Kbd>
        </dt>
        <dd>Take it</dd>
        <dt className="flex justify-end">
          <Kbd>r</Kbd>
        </dt>
        <dd>Reply</dd>
        <dt className="flex justify-end">
          <Kbd>Esc</Kbd>
        </dt>
        <dd>Back to the list</dd>
      </dl>
    </div>
  );
}

function PaneSkeleton() {
  return (
    <div className="flex-1">
      <p role="status" className="sr-only">
        Loading the conversation
      </p>
      <div className="space-y-2 border-b px-4 py-3">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="w-56" />
      </div>
      <BubbleSkeletons />
    </div>
  );
}
