import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { InboxPage } from './_components/inbox-page';
import { INBOX_FILTERS } from './_model/inbox-filters';
import {
  countConversations,
  getConversation,
  getMessagesRead,
  listConversations,
} from './_model/inbox-queries';

export const metadata: Metadata = { title: 'Inbox' };

export default async function Inbox({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await createLoader(INBOX_FILTERS)(searchParams);
  const { open } = filters;
  return (
    <Prefetched
      reads={(trpc) => [
        listConversations(trpc, filters),
        countConversations(trpc),
        ...(open ? [getConversation(trpc, open), trpc.inbox.listReplies.queryOptions()] : []),
      ]}
      furtherReads={(trpc, answers) => {
        const found = open && answers.getQueryData(getConversation(trpc, open).queryKey);
        return found ? [getMessagesRead(trpc, open, found.conversation.messageCount)] : [];
      }}
    >
      <InboxPage />
    </Prefetched>
  );
}
