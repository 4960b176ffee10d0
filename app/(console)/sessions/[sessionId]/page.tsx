import type { Metadata } from 'next';
import { SessionRoom } from './_components/session-room';

export const metadata: Metadata = { title: 'Session' };

export default async function SessionPage({ params }: { params: Promise<{ sessionId: string }> }) {
  const { sessionId } = await params;
  return <SessionRoom key={sessionId} sessionId={sessionId} />;
}
