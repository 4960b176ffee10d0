import type { Metadata } from 'next';
import { Prefetched } from '@/app/_trpc/prefetched';
import { SessionRoom } from '../_inspector/_components/session-room';
import { getSession, getVersion, listLogReads } from '../_inspector/_model/session-queries';

export const metadata: Metadata = { title: 'Session' };

export default async function SessionPage({ params }: { params: Promise<{ sessionId: string }> }) {
  const { sessionId } = await params;
  return (
    <Prefetched
      reads={(trpc) => [getSession(trpc, sessionId)]}
      furtherReads={(trpc, answers) => {
        const session = answers.getQueryData(getSession(trpc, sessionId).queryKey);
        if (!session) return [];
        const { flowId, channelId } = session;
        return [
          getVersion(trpc, session),
          trpc.flow.get.queryOptions({ flowId }),
          ...(channelId ? [trpc.channel.get.queryOptions({ channelId })] : []),
          ...listLogReads(trpc, session),
        ];
      }}
    >
      <SessionRoom key={sessionId} sessionId={sessionId} />
    </Prefetched>
  );
}
