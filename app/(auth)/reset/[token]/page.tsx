import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ResetForm } from './_components/reset-form';
import { getReset } from './_model/reset-query';

// The address is a secret: no other site may learn it from the Referer header.
export const metadata: Metadata = {
  title: 'Choose a new password',
  referrer: 'no-referrer',
  robots: { index: false },
};

/** The page of a password reset link, open without a sign-in. */
export default async function ResetPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  return (
    <Prefetched reads={(trpc) => [getReset(trpc, token)]}>
      <ResetForm token={token} />
    </Prefetched>
  );
}
