import type { Metadata } from 'next';
import { ModelsPage } from './_components/models-page';

export const metadata: Metadata = { title: 'Models and prices' };

export default function Models() {
  return <ModelsPage />;
}
