import type { Metadata } from 'next';
import { ApiList } from './_browse/api-list';

export const metadata: Metadata = { title: 'API reference' };

export default function Reference() {
  return <ApiList />;
}
