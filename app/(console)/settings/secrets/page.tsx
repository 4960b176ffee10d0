import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { SecretsPage } from './_components/secrets-page';
import { listSecrets } from './_model/secret-queries';

export const metadata: Metadata = { title: 'Secrets' };

export default function Secrets() {
  return (
    <Prefetched reads={(trpc) => [listSecrets(trpc)]}>
      <SecretsPage />
    </Prefetched>
  );
}
