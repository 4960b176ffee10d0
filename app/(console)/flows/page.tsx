import type { Metadata } from 'next';
import { Suspense } from 'react';
import { FlowList } from './_components/flow-list';

export const metadata: Metadata = { title: 'Flows' };

export default function FlowsPage() {
  return (
    <Suspense>
      <FlowList />
    </Suspense>
  );
}
