'use client';
import { MessageSquareText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useLazyModule } from '@/app/_lib/lazy-module';
import { Kbd } from '@/app/_ui/value/kbd';
import type { RoomProps } from '../_model/room-props';
import { LAZY_CONVERSATION } from './lazy-conversation';
import { PaneSkeleton } from './pane-skeleton';

type ConversationRoomProps = RoomProps & {
  sessionId: string | null;
  /** Whether the page began with this conversation, so that the server has drawn it. */
  isDrawn: boolean;
};

const DrawnConversation = lazy(async () => ({ default: await LAZY_CONVERSATION.load() }));

/** The area beside the list: the open conversation and its person, or a hint how to open one. */
export function ConversationRoom({ sessionId, isDrawn, ...room }: ConversationRoomProps) {
  const OpenConversation = useLazyModule(LAZY_CONVERSATION, sessionId !== null);
  if (!sessionId) return <NothingOpen />;
  if (isDrawn)
    return (
      <Suspense fallback={<PaneSkeleton />}>
        <DrawnConversation sessionId={sessionId} {...room} />
      </Suspense>
    );
  return OpenConversation ? <OpenConversation sessionId={sessionId} {...room} /> : <PaneSkeleton />;
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
