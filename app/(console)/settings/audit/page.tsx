import type { Metadata } from 'next';
import { Suspense } from 'react';
import { AuditPage } from './_components/audit-page';

export const metadata: Metadata = { title: 'Audit log' };

export default function Audit() {
  return (
    <Suspense>
      <AuditPage />
    </Suspense>
  );
}
