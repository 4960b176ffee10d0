import type { Metadata } from 'next';
import { SessionFile } from './_components/session-file';

export const metadata: Metadata = { title: 'Session file' };

export default function SessionFilePage() {
  return <SessionFile />;
}
