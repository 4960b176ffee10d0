import type { Metadata } from 'next';
import { GeneralPage } from './_components/general-page';

export const metadata: Metadata = { title: 'General' };

export default function General() {
  return <GeneralPage />;
}
