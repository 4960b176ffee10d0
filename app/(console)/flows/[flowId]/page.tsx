import type { Metadata } from 'next';
import { Suspense } from 'react';
import { FlowPage } from './_components/flow-page';

export const metadata: Metadata = { title: 'Flow' };

export default async function Page({ params }: { params: Promise<{ flowId: string }> }) {
  const { flowId } = await params;
  return (
    <Suspense>
      <FlowPage flowId={flowId} />
    </Suspense>
  );
}
