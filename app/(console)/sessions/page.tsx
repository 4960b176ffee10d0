import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { SessionList } from './_components/session-list';

export const metadata: Metadata = { title: 'Sessions' };

export default function SessionsPage() {
  return (
    <OnceReady>
      <SessionList />
    </OnceReady>
  );
}
