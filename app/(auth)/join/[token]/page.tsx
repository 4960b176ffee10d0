import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { JoinForm } from './_components/join-form';
import { getInvitation } from './_model/invitation-query';

// The address is a secret: no other site may learn it from a link.
export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer', robots: { index: false } };

/** Where the link of an invitation leads, before the gate. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <Prefetched reads={(trpc) => [getInvitation(trpc, token)]}>
      <JoinForm token={token} />
    </Prefetched>
  );
}
