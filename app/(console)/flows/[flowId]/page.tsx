import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { FlowPage } from './_components/flow-page';

export const metadata: Metadata = { title: 'Flow' };

export default async function Page({ params }: { params: Promise<{ flowId: string }> }) {
  const { flowId } = await params;
  return (
    <OnceReady>
      <FlowPage flowId={flowId} />
    </OnceReady>
  );
}
