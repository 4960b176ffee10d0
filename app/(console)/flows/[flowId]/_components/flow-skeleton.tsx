import { Page } from '@/app/_ui/page/page-header';
import { Skeleton } from '@/app/_ui/state/skeleton';

const LINES = ['w-16', 'w-72', 'w-48', 'w-64', 'w-40', 'w-80', 'w-56', 'w-32'];

/** The placeholder of the flow page. */
export function FlowSkeleton() {
  return (
    <Page width="full">
      <div aria-hidden className="flex flex-wrap items-start justify-between gap-3 px-4 pt-4 pb-3 md:px-6">
        <div className="space-y-2">
          <Skeleton className="h-6 w-48" />
          <Skeleton className="w-64" />
        </div>
        <Skeleton className="h-8 w-40" />
      </div>
      <div aria-hidden className="flex h-10 items-center gap-4 border-b px-4 md:px-6">
        <Skeleton className="w-12" />
        <Skeleton className="w-16" />
      </div>
      <div className="flex-1 space-y-2 bg-surface p-6" aria-busy="true">
        <span className="sr-only">Loading the flow</span>
        {LINES.map((width) => (
          <Skeleton key={width} className={width} />
        ))}
      </div>
    </Page>
  );
}
