'use client';
import type { UseQueryResult } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { toShownError } from '@/app/_trpc/problems';
import type { RouterOutputs } from '@/app/_trpc/router-outputs';
import { ErrorState } from '@/app/_ui/state/error-state';
import { Skeleton } from '@/app/_ui/state/skeleton';
import type { MomentControl } from '../_data/use-moment';
import type { SessionLog } from '../_data/use-session-log';
import type { NodeNames } from '../_model/node-names';

// Rendered in the browser only and loaded separately: it is as large as the rest of the page.
const SessionCanvas = dynamic(() => import('./session-canvas').then((module) => module.SessionCanvas), {
  ssr: false,
  loading: CanvasSkeleton,
});

/** The version of a session, while it loads. */
type VersionQuery = Pick<
  UseQueryResult<RouterOutputs['session']['version'], unknown>,
  'data' | 'error' | 'refetch'
>;

type CanvasPaneProps = {
  version: VersionQuery;
  names: NodeNames;
  log: Pick<SessionLog, 'turns' | 'session'>;
  moment: MomentControl;
  label?: string | undefined;
  parting?: string | null | undefined;
};

/** The canvas, or the reason why there is none. */
export function CanvasPane({ version, ...rest }: CanvasPaneProps) {
  const error = toShownError(version.error);
  if (version.data) return <SessionCanvas definition={version.data.definition} {...rest} />;
  if (error) return <ErrorState error={error} onRetry={() => void version.refetch()} />;
  return <CanvasSkeleton />;
}

function CanvasSkeleton() {
  return (
    <div className="size-full space-y-6 overflow-hidden p-8">
      <Skeleton className="h-20 w-56 rounded-lg" />
      <Skeleton className="ml-24 h-28 w-56 rounded-lg" />
      <Skeleton className="ml-48 h-20 w-56 rounded-lg" />
    </div>
  );
}
