import type { Metadata } from 'next';
import { OperationPage } from '../../_operation/operation-page';

export const metadata: Metadata = { title: 'API reference' };

export default async function OperationOfApi({
  params,
}: {
  params: Promise<{ api: string; operation: string }>;
}) {
  const { api, operation } = await params;
  return <OperationPage api={api} slug={operation} />;
}
