import type { Metadata } from 'next';
import { Suspense } from 'react';
import { SessionList } from './_components/session-list';

export const metadata: Metadata = { title: 'Sessions' };

export default function SessionsPage() {
  return (
    <Suspense>
      <SessionList />
    </Suspense>
  );
}
