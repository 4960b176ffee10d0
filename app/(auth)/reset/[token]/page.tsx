import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ResetForm } from './_components/reset-form';
import { getReset } from './_model/reset-query';

// The address is a secret: no other site may learn it from a link.
export const metadata: Metadata = {
  title: 'Choose a new password',
  referrer: 'no-referrer',
  robots: { index: false },
};

/** Where the link of a password reset leads, before the gate. */
export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <Prefetched reads={(trpc) => [getReset(trpc, token)]}>
      <ResetForm token={token} />
    </Prefetched>
  );
}
