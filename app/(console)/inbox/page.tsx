import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { InboxPage } from './_components/inbox-page';

export const metadata: Metadata = { title: 'Inbox' };

export default function Inbox() {
  return (
    <OnceReady>
      <InboxPage />
    </OnceReady>
  );
}
