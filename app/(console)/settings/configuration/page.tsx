import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ConfigurationPage } from './_components/configuration-page';
import { listConfigValues } from './_model/config-queries';

export const metadata: Metadata = { title: 'Configuration' };

export default function Configuration() {
  return (
    <Prefetched reads={(trpc) => [listConfigValues(trpc)]}>
      <ConfigurationPage />
    </Prefetched>
  );
}
