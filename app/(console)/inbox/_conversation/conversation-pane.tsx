'use client';
import { type RefObject, useMemo, useRef } from 'react';
import { groupTurns } from '@/app/_features/session/group-turns';
import { PartialReply } from '@/app/_features/session/partial-reply';
import { Transcript } from '@/app/_features/session/transcript';
import { useCan, useViewer } from '@/app/_lib/viewer';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { Button } from '@/app/_ui/button';
import { ErrorState } from '@/app/_ui/state/error-state';
import type { Conversation } from '../_model/describe-hold';
import type { RoomProps } from '../_model/room-props';
import { Composer } from '../_reply/composer';
import { PendingReplies } from '../_reply/pending-replies';
import { SuggestionList } from '../_reply/suggestion-list';
import { useDraft } from '../_reply/use-draft';
import { useReplies } from '../_reply/use-replies';
import { BubbleSkeletons } from './bubble-skeletons';
import { ConversationHeader } from './conversation-header';
import { useMessages } from './use-conversation';
import { useConversationKeys } from './use-conversation-keys';
import { useMarkRead } from './use-mark-read';
import { useScrollToEnd } from './use-scroll-to-end';
import { useTake } from './use-take';

type ConversationPaneProps = RoomProps & {
  conversation: Conversation;
  suggestions: RouterOutputs['inbox']['get']['suggestions'];
};

// A scrolling area must be reachable by keyboard.
const SCROLLER = { tabIndex: 0, role: 'region', 'aria-label': 'Transcript of the conversation' };

/** A conversation: its transcript, the flow's suggestions, and the composer. */
export function ConversationPane({
  conversation,
  suggestions,
  drafts,
  onLeave,
  onOpen,
}: ConversationPaneProps) {
  const { id, messageCount, finishedAt, assigneeId } = conversation;
  const { user } = useViewer();
  const mayAnswer = useCan('sessions:write') && finishedAt === null;
  const { query, loadEarlier, partial } = useMessages(id, messageCount, finishedAt !== null);
  const messages = useMemo(() => query.data ?? [], [query.data]);
  const lastSeq = messages.at(-1)?.seq ?? 0;
  useMarkRead(id, lastSeq);
  const { draft, change } = useDraft(drafts, id);
  const replies = useReplies(id);
  // The stream may deliver a reply before the server's response to it.
  const pending = replies.pending.filter(
    ({ text, afterSeq }) =>
      !messages.some(
        ({ seq, sender, text: sentText }) => seq > afterSeq && sender?.id === user.id && sentText === text,
      ),
  );
  const take = useTake(id);
  const scroller = useRef<HTMLElement>(null);
  const composer = useRef<HTMLTextAreaElement>(null);
  useScrollToEnd(scroller, messages.length + pending.length + partial.length);
  useConversationKeys({
    r: mayAnswer ? () => composer.current?.focus() : null,
    t: mayAnswer && assigneeId !== user.id ? take.run : null,
    Escape: onLeave,
  });
  const error = toShownError(query.error);
  const insert = (text: string, suggestionId: string | null) => {
    change({ text, suggestionId });
    focusEnd(composer);
  };
  return (
    <section
      aria-label={`Conversation with ${conversation.person}`}
      className="flex min-h-0 min-w-0 flex-col"
    >
      <ConversationHeader conversation={conversation} take={take} onLeave={onLeave} onOpen={onOpen} />
      <section
        ref={scroller}
        {...SCROLLER}
        className="min-h-60 flex-1 overflow-y-auto px-1 py-2 focus-visible:outline-offset-[-2px]"
      >
        {loadEarlier && (
          <div className="pb-2 text-center">
            <Button variant="ghost" size="sm" onClick={loadEarlier}>
              Show earlier messages
            </Button>
          </div>
        )}
        {query.data ? (
          <Transcript messages={messages} groups={groupTurns(messages)} reader="agent" />
        ) : error ? (
          <ErrorState error={error} onRetry={query.refetch} />
        ) : (
          <BubbleSkeletons />
        )}
        <PartialReply text={partial} reader="agent" />
        <PendingReplies pending={pending} onAgain={replies.again} onDrop={replies.drop} />
      </section>
      {mayAnswer && (
        <SuggestionList
          suggestions={suggestions}
          onInsert={({ text, id: suggestionId }) => insert(text, suggestionId)}
          onSend={({ text, id: suggestionId }) => replies.send({ text, suggestionId }, lastSeq)}
        />
      )}
      {mayAnswer ? (
        <Composer
          field={composer}
          draft={draft}
          onChange={change}
          person={conversation.person}
          onSend={() => {
            replies.send(draft, lastSeq);
            change({ text: '' });
          }}
          onLeave={() => scroller.current?.focus()}
        />
      ) : (
        <p className="border-t bg-subtle px-4 py-3 text-ink-2 text-sm">
          {finishedAt
            ? 'This conversation is closed. No more messages can be sent.'
            : 'Your role can view conversations but cannot reply.'}
        </p>
      )}
    </section>
  );
}

function focusEnd(field: RefObject<HTMLTextAreaElement | null>): void {
  requestAnimationFrame(() => {
    const element = field.current;
    element?.focus();
    element?.setSelectionRange(element.value.length, element.value.length);
  });
}
