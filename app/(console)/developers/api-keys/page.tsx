import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ApiKeysPage } from './_components/api-keys-page';
import { KEY_PARAMS, listKeys } from './_model/key-queries';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeys({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const params = await createLoader(KEY_PARAMS)(searchParams);
  return (
    <Prefetched reads={(trpc) => [listKeys(trpc, params)]}>
      <ApiKeysPage />
    </Prefetched>
  );
}
