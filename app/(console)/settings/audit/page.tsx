import type { Metadata } from 'next';
import type { SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { AuditPage } from './_components/audit-page';
import { loadAuditFilters } from './_model/audit-filters';
import { listAudit } from './_model/audit-queries';

export const metadata: Metadata = { title: 'Audit log' };

export default async function Audit({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await loadAuditFilters(searchParams);
  return (
    <Prefetched reads={(trpc) => [listAudit(trpc, filters)]}>
      <AuditPage />
    </Prefetched>
  );
}
