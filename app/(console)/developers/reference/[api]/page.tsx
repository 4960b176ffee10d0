import type { Metadata } from 'next';
import { ApiPage } from '../_browse/api-page';

export const metadata: Metadata = { title: 'API reference' };

export default async function Api({ params }: { params: Promise<{ api: string }> }) {
  return <ApiPage slug={(await params).api} />;
}
