'use client';
import { useQuery } from '@tanstack/react-query';
import { useTRPC } from '@/app/_trpc/context';
import { Skeleton } from '@/app/_ui/state/skeleton';

/** The number of running sessions by version, which publishing does not affect. */
export function LiveSessions({ flowId, next }: { flowId: string; next: string }) {
  const trpc = useTRPC();
  const counts = useQuery(trpc.flow.countLiveSessions.queryOptions({ flowId }, { staleTime: 0 }));
  if (counts.isPending) return <Skeleton className="h-5 w-64" />;
  // A failed count does not block publishing.
  if (!counts.data) return null;
  const total = counts.data.reduce((sum, { sessions }) => sum + sessions, 0);
  return (
    <section aria-label="Live sessions" className="text-sm">
      {total === 0 ? (
        <p className="text-ink-2">No sessions are running. New sessions will run {next}.</p>
      ) : (
        <>
          <p>
            {total === 1
              ? '1 session is running and stays on its version'
              : `${total.toLocaleString('en')} sessions are running and stay on their versions`}
            ; new sessions run {next}.
          </p>
          <ul className="tabular mt-1.5 flex flex-wrap gap-x-4 gap-y-1 text-ink-2">
            {counts.data.map(({ versionId, number, sessions }) => (
              <li
                key={versionId}
              >{`${number === null ? 'Others' : `v${String(number)}`}: ${sessions.toLocaleString('en')}`}</li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
