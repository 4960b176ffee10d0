'use client';
import { toShownError } from '@/app/_trpc/problems';
import { Page } from '@/app/_ui/page/page-header';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import { useChosenTurn } from '../_data/use-moment';
import { useSessionLog } from '../_data/use-session-log';
import { SessionInspector } from './session-inspector';

/** The page of one session. */
export function SessionRoom({ sessionId }: { sessionId: string }) {
  const { log, error, retry } = useSessionLog(sessionId, useChosenTurn());
  const shown = toShownError(error);
  if (log) return <SessionInspector log={log} />;
  if (shown) return <ErrorState error={shown} onRetry={retry} />;
  return <SessionSkeleton />;
}

const BUBBLES = ['w-52', 'w-72', 'w-36 ml-auto', 'w-64', 'w-28 ml-auto', 'w-80'];

function SessionSkeleton() {
  return (
    <Page width="full">
      <p role="status" className="sr-only">
        Loading the session
      </p>
      <div className="space-y-3 border-b px-4 py-3 md:px-6">
        <Skeleton className="h-7 w-72 max-w-full" />
        <Skeleton className="w-96 max-w-full" />
      </div>
      <div className="grid flex-1 sm:grid-cols-2">
        <div className="space-y-4 border-r p-6">
          {BUBBLES.map((size) => (
            <Skeleton key={size} className={`h-9 max-w-full rounded-lg ${size}`} />
          ))}
        </div>
        <div className="space-y-4 p-6 max-sm:hidden">
          <Skeleton className="w-48" />
          <Skeleton className="h-28 w-full" />
          <Skeleton className="h-28 w-full" />
        </div>
      </div>
    </Page>
  );
}
