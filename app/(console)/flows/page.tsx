import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { FlowList } from './_components/flow-list';

export const metadata: Metadata = { title: 'Flows' };

export default function FlowsPage() {
  return (
    <OnceReady>
      <FlowList />
    </OnceReady>
  );
}
