'use client';
import { RequestLog } from '@/app/_features/request/request-log';
import { Page, PageHeader } from '@/app/_ui/page/page-header';

/** The requests of all API keys. */
export function RequestsPage() {
  return (
    <Page width="table">
      <PageHeader title="Request log" description="The requests that programs made with any API key." />
      <RequestLog keyId={null} wasUsed={false} />
    </Page>
  );
}
