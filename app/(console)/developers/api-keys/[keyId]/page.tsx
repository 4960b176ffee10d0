import type { Metadata } from 'next';
import { OnceReady } from '@/app/_ui/once-ready';
import { KeyPage } from './_components/key-page';

export const metadata: Metadata = { title: 'API key' };

export default async function ApiKey({ params }: { params: Promise<{ keyId: string }> }) {
  const { keyId } = await params;
  return (
    <OnceReady>
      <KeyPage key={keyId} keyId={keyId} />
    </OnceReady>
  );
}
