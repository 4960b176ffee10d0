import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { listRequests, REQUEST_PARAMS } from '@/app/_features/request/request-queries';
import { Prefetched } from '@/app/_trpc/prefetched';
import { KeyPage } from './_components/key-page';

export const metadata: Metadata = { title: 'API key' };

type Props = { params: Promise<{ keyId: string }>; searchParams: Promise<SearchParams> };

export default async function ApiKey({ params, searchParams }: Props) {
  const { keyId } = await params;
  const filters = await createLoader(REQUEST_PARAMS)(searchParams);
  return (
    <Prefetched
      reads={(trpc) => [
        trpc.apiKey.get.queryOptions({ keyId }),
        listRequests(trpc, keyId, filters),
        trpc.account.listColleagues.queryOptions(),
      ]}
    >
      <KeyPage key={keyId} keyId={keyId} />
    </Prefetched>
  );
}
