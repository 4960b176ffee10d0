import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ApiKeysPage } from './_components/api-keys-page';
import { listKeys, loadKeyParams } from './_model/key-queries';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeys({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await loadKeyParams(searchParams);
  return (
    <Prefetched reads={(trpc) => [listKeys(trpc, params)]}>
      <ApiKeysPage />
    </Prefetched>
  );
}
