import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { ConnectionsPage } from './_components/connections-page';
import { listConnections } from './_model/connection-queries';

export const metadata: Metadata = { title: 'Connections' };

export default function Connections() {
  return (
    <Prefetched reads={(trpc) => [listConnections(trpc)]}>
      <ConnectionsPage />
    </Prefetched>
  );
}
