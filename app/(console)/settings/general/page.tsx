import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { GeneralPage } from './_components/general-page';

export const metadata: Metadata = { title: 'General' };

export default function General() {
  return (
    <Prefetched reads={(trpc) => [trpc.organization.getSettings.queryOptions()]}>
      <GeneralPage />
    </Prefetched>
  );
}
