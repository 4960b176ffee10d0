import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { AuditPage } from './_components/audit-page';

export const metadata: Metadata = { title: 'Audit log' };

export default function Audit() {
  return (
    <OnceReady>
      <AuditPage />
    </OnceReady>
  );
}
