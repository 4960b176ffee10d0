import type { Metadata } from 'next';
import { Suspense } from 'react';
import { KeyPage } from './_components/key-page';

export const metadata: Metadata = { title: 'API key' };

export default async function ApiKey({ params }: { params: Promise<{ keyId: string }> }) {
  const { keyId } = await params;
  return (
    <Suspense>
      <KeyPage key={keyId} keyId={keyId} />
    </Suspense>
  );
}
