import type { Metadata } from 'next';
import { createLoader, type SearchParams } from 'nuqs/server';
import { Prefetched } from '@/app/_trpc/prefetched';
import { AuditPage } from './_components/audit-page';
import { AUDIT_FILTERS } from './_model/audit-filters';
import { listAudit } from './_model/audit-queries';

export const metadata: Metadata = { title: 'Audit log' };

export default async function Audit({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const filters = await createLoader(AUDIT_FILTERS)(searchParams);
  return (
    <Prefetched reads={(trpc) => [listAudit(trpc, filters)]}>
      <AuditPage />
    </Prefetched>
  );
}
