import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { JoinForm } from './_components/join-form';
import { getInvitation } from './_model/invitation-query';

// The address is a secret: no other site may learn it from the Referer header.
export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer', robots: { index: false } };

/** The page of an invitation link, open without a sign-in. */
export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <Prefetched reads={(trpc) => [getInvitation(trpc, token)]}>
      <JoinForm token={token} />
    </Prefetched>
  );
}
