import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { EnvironmentsPage } from './_components/environments-page';
import { listEnvironments } from './_model/environment-queries';

export const metadata: Metadata = { title: 'Environments' };

export default function Environments() {
  return (
    <Prefetched reads={(trpc) => [listEnvironments(trpc)]}>
      <EnvironmentsPage />
    </Prefetched>
  );
}
