'use client';
import { toShownError } from '@/app/_trpc/problems';
import { Button } from '@/app/_ui/button';
import { ErrorState } from '@/app/_ui/state/error-state';
import type { RoomProps } from '../_model/room-props';
import { ConversationPane } from './conversation-pane';
import { PaneSkeleton } from './pane-skeleton';
import { PersonPane } from './person-pane';
import { useConversation } from './use-conversation';

/** The open conversation and its person. */
export function OpenConversation({ sessionId, ...room }: RoomProps & { sessionId: string }) {
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
